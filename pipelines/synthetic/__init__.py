"""The generator of the fictitious demonstration. Its one public call is `schrijf_demo`."""

from pipelines.synthetic.demo import Samenvatting, schrijf_demo

__all__ = ["Samenvatting", "schrijf_demo"]
