# The page, or any command (`docker run quoth ask …`): slim, not as root, nothing written but /beside.
FROM python:3.11-slim-bookworm AS build
WORKDIR /quoth
COPY pyproject.toml README.md LICENSE ./
COPY requirements requirements
COPY rag rag
ARG PIP_EXTRA_INDEX_URL
# With an index that has torch for CPUs alone in PIP_EXTRA_INDEX_URL the image is 4 GB smaller.
RUN python -m venv /venv && \
    LOCKED="/venv/bin/pip install --no-cache-dir --require-hashes --no-deps --only-binary :all:" && \
    { $LOCKED -r requirements/torch-cpu.txt || \
      $LOCKED -r requirements/torch.txt -r requirements/cuda.txt; } && \
    $LOCKED -r requirements/run.txt && \
    /venv/bin/pip install --no-cache-dir ".[cluster]"

FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends tesseract-ocr && \
    rm -rf /var/lib/apt/lists/* && useradd --uid 10001 --no-create-home quoth && \
    mkdir /beside && chown quoth /beside
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH HOME=/tmp HF_HUB_OFFLINE=1 ORT_DISABLE_TELEMETRY=1 PYTHONDONTWRITEBYTECODE=1
USER quoth
VOLUME /beside
EXPOSE 7860
ENTRYPOINT ["quoth"]
CMD ["serve", "--host", "0.0.0.0", "--port", "7860", "--read-only"]
