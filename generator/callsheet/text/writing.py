"""Write a JSON document as YAML that 1.1 and 1.2 read alike: what either would take for something else is quoted."""

import yaml


def as_yaml(document: object) -> str:
    """Write a document: keys in their order, texts in Unicode, no anchors."""
    text: str = yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)
    return text


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        """Write what stands in two places twice."""
        del data
        return True
