"""The process that draws one PDF: `python -m ghnt.documents.render SECONDS BYTES`, the job as JSON on stdin.

The answer on stdout is one line of JSON, then the bytes of the PDF.
Limits are set before anything of the document is read.
"""

import base64
import gc
import json
import os
import resource
import sys

FILE_SIZE = 200 * 1024**2


def main(cpu_seconds: int, memory: int) -> None:
    _limit(cpu_seconds, memory)
    # The process ends after this one document: collecting garbage would only cost time, in the imports too.
    gc.disable()
    from ghnt.documents.files import Asset
    from ghnt.documents.pdf import render_pdf

    # The answer gets a channel of its own: libraries write warnings where they like.
    with os.fdopen(os.dup(1), "wb") as answer:
        os.dup2(2, 1)
        job = json.load(sys.stdin)
        assets = {name: Asset(base64.b64decode(body), mime) for name, (body, mime) in job["assets"].items()}
        try:
            pdf = render_pdf(job["html"], identifier=job["identifier"], assets=assets)
        except MemoryError:
            answer.write(b'{"error": "memory"}\n')
            return
        answer.write(json.dumps({"pages": pdf.pages, "engine": pdf.engine}).encode() + b"\n" + pdf.body)


def _limit(cpu_seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
