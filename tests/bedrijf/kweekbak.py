"""A process that has imported everything and forks: each command is a real process, without the imports.

Reads one JSON object a line, {"argv", "env", "uit", "fout", "eerst"} answered by {"pid"}, or {"wacht": pid}
answered by {"code", "seconden"}.
`eerst` is Python that the child runs before the command, to break something on purpose.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any


def _laad() -> None:
    import warnings

    warnings.filterwarnings("ignore")
    import dbt.adapters.duckdb.connections
    import dbt.cli.main  # noqa: F401
    import great_expectations  # noqa: F401
    import scipy.stats  # noqa: F401

    import pipelines.orchestration.definitions
    import pipelines.orchestration.scherm
    import pipelines.quality.datadocs
    import pipelines.quality.registratie
    import pipelines.quality.validation  # noqa: F401
    from pipelines.settings import settings
    from pipelines.warehouse import dbt as onze_dbt

    ontleed = onze_dbt._ontleed(settings().warehouse / onze_dbt._MAP, onze_dbt._projectstand())
    onze_dbt._ontleed = lambda _doel, _stand: ontleed  # of every copy of the data folder the same project


def _kind(opdracht: dict[str, Any]) -> None:
    for nummer, pad in ((1, opdracht["uit"]), (2, opdracht["fout"])):
        os.dup2(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), nummer)
    os.environ.update(opdracht["env"])
    from pipelines.settings import settings

    settings.cache_clear()
    sys.argv = ["veiligheidsbeeld", *opdracht["argv"]]
    exec(opdracht["eerst"], {})
    from pipelines.cli import main

    code = 0
    try:
        main()
    except SystemExit as einde:
        code = int(einde.code or 0)
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _bedien() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _laad()
    print(json.dumps({"klaar": True}), flush=True)
    for regel in sys.stdin:
        opdracht = json.loads(regel)
        if "wacht" in opdracht:
            _, status, gebruik = os.wait4(opdracht["wacht"], 0)
            seconden = gebruik.ru_utime + gebruik.ru_stime
            antwoord = {"code": os.waitstatus_to_exitcode(status), "seconden": seconden}
        else:
            pid = os.fork()
            if pid == 0:
                _kind(opdracht)
            antwoord = {"pid": pid}
        print(json.dumps(antwoord), flush=True)


if __name__ == "__main__":
    _bedien()
