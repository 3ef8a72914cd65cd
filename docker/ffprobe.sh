#!/bin/sh
# Debian's ffprobe with the libraries that were copied along.
LD_LIBRARY_PATH=/opt/ffprobe exec /opt/ffprobe/ffprobe "$@"
