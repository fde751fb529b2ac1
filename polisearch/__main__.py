"""The command `polisearch`, also as `python -m polisearch`."""

from corpus.safe_path import keep_to_it


def main() -> None:
    """Run the command line, which imports and starts nothing from the current folder."""
    keep_to_it()
    from ui.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
