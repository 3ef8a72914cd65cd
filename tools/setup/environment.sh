# What every tool here is started with, so that it keeps its files in this folder and reports to nobody.
# Sourced where the folder of the project is the working directory.
export NX_DAEMON=false NX_ISOLATE_PLUGINS=false
export NX_NATIVE_FILE_CACHE_DIRECTORY="$PWD/.nx/native"
export SWC_NATIVE_BINDING_CACHE="$PWD/.nx/swc"
export ORT_DISABLE_TELEMETRY=1
