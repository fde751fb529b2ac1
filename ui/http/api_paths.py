"""The end of a path, with line ends and all: what is typed there is answered, too."""

from starlette.convertors import Convertor, register_url_convertor

ANYTHING = "anything"


class _Anything(Convertor[str]):
    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor(ANYTHING, _Anything())
