FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /app

# PyTorch first and from its CPU index: the ordinary one brings several GB of CUDA packages.
RUN pip install --index-url https://download.pytorch.org/whl/cpu torch==2.13.0
COPY requirements.txt .
RUN pip install -r requirements.txt

COPY . .
# Volumes take over the owner of the folder that they are mounted on.
RUN useradd --system --home-dir /data chatqual \
    && mkdir -p /data /chroma \
    && chown chatqual /data /chroma
USER chatqual
ENV CHATQUAL_DATA=/data
VOLUME ["/data"]
EXPOSE 8000

# One process with everything in it; compose.yaml gives the commands of the many.
CMD ["python", "manage.py", "serve", "--host", "0.0.0.0"]
