"""How YAML is read here: safely, and by LibYAML where PyYAML was built with it, some ten times as fast."""

from __future__ import annotations

import yaml

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
