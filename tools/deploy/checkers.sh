#!/usr/bin/env bash
# Brings the programs that judge what is deployed, once, into .switchyard/deploy: kubeconform, promtool, Prometheus and amtool,
# with the schemas of Kubernetes and of the resources that others define. Needs Go and Debian's apt.
set -euo pipefail
cd "$(dirname "$0")/../.."
KUBECONFORM=v0.8.0 KEDA=v2.21.0 OPERATOR=v0.93.1 KUBERNETES=1.37.0
PLACE="$PWD/.switchyard/deploy"
STAMP="$PLACE/$KUBECONFORM $KEDA $OPERATOR $KUBERNETES"
[ ! -e "$STAMP" ] || exit 0

for program in go python3; do
  command -v "$program" >/dev/null || { echo "checkers: $program is needed; install it (Debian: apt-get install golang python3)" >&2; exit 1; }
done
rm -rf "$PLACE"/v* "$PLACE/crds" "$PLACE/kubernetes"
mkdir -p "$PLACE/bin" "$PLACE/crds" "$PLACE/packages"

GOBIN="$PLACE/bin" CGO_ENABLED=0 go install "github.com/yannh/kubeconform/cmd/kubeconform@$KUBECONFORM"

folder_of() { go mod download -json "$1" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p'; }
cp "$(folder_of "github.com/kedacore/keda/v2@$KEDA")"/config/crd/bases/*.yaml "$PLACE/crds/"
cp "$(folder_of "github.com/prometheus-operator/prometheus-operator@$OPERATOR")"/example/prometheus-operator-crd/*monitors.yaml "$PLACE/crds/"
chmod -R u+w "$PLACE/crds"

# Its wheel carries the JSON schemas of Kubernetes.
python3 -m pip download --quiet --no-deps --dest "$PLACE/packages" "kubernetes-validate==$KUBERNETES"
python3 -m zipfile -e "$PLACE"/packages/*.whl "$PLACE/kubernetes"

bash tools/deploy/prometheus.sh
rm -rf "$PLACE/packages"
touch "$STAMP"
