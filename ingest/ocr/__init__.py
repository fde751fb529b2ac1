"""What does a picture of a page say? Scans are found, and read with Tesseract, page by page."""
