"""What a PDF shows beside its text: pictures of pages, marks on them, bookmarks."""
