# The environment of every tool here: it keeps its files in this folder and sends no reports.
# Sourced where the folder of the project is the working directory.
export NX_DAEMON=false NX_ISOLATE_PLUGINS=false
export NX_NATIVE_FILE_CACHE_DIRECTORY="$PWD/.nx/native"
export SWC_NATIVE_BINDING_CACHE="$PWD/.nx/swc"
export ORT_DISABLE_TELEMETRY=1
export NODE_COMPILE_CACHE="$PWD/.switchyard/compile-cache"
# programs that setup put into this folder
export PATH="$PWD/.switchyard/bin:$PATH"
