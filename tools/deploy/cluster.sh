#!/usr/bin/env bash
# A Kubernetes of one node that runs pods, for tests: cluster.sh build|images|up [IMAGES.tar …]|down
# Beside control-plane.sh: controllers, scheduler, kubelet with Debian's containerd, proxy, CoreDNS, kube-router (it holds network policies)
# and, in pods, KEDA. All are built from their modules once for each version (half an hour of CPU; needs Go, Debian and root).
set -euo pipefail
cd "$(dirname "$0")/../.."
VERSION=v1.36.3 COREDNS=v1.15.0 KUBE_ROUTER=v2.1.0 KEDA=v2.21.0
K8S=$PWD/.switchyard/k8s RUN=$PWD/.switchyard/k8s/run
NODE=$K8S/$VERSION/node BRIDGE=switchyard0 NODE_ADDRESS=10.244.78.1 PODS=10.244.77.0/24 SERVICES=10.96.0.0/16
export KUBECONFIG=$RUN/kubeconfig
. tools/deploy/processes.sh

# Builds packages of one module, in a module of their own.
programs() { # FOLDER MODULE@VERSION PACKAGE …
  local folder=$K8S/$1 module=$2 package name
  shift 2
  for package in "$@"; do
    name=$(basename "$package")
    [ ! -x "$folder/$name" ] || continue
    echo "k8s: building $name of ${module##*/} (once)"
    mkdir -p "$folder/source"
    (cd "$folder/source"
      [ -f go.mod ] || { go mod init example.invalid/tools 2>/dev/null && go get -tool "${@/%/@${module#*@}}" 2>/dev/null; }
      CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o "$folder/$name.new" "$package")
    mv "$folder/$name.new" "$folder/$name"
  done
}

build() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || { echo "k8s: a cluster is started here only by root on Debian; or name one of yours with KUBECONFIG" >&2; exit 1; }
  if ! command -v containerd >/dev/null || ! command -v ipset >/dev/null || ! [ -x /usr/lib/cni/ptp ]; then
    echo "k8s: containerd and network plugins from Debian"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends containerd runc containernetworking-plugins iptables ipset conntrack >/dev/null
  fi
  bash tools/deploy/control-plane.sh build control-plane node
  programs "coredns-$COREDNS" "coredns@$COREDNS" github.com/coredns/coredns
  programs "kube-router-$KUBE_ROUTER" "kube-router@$KUBE_ROUTER" github.com/cloudnativelabs/kube-router/v2/cmd/kube-router
  programs "keda-$KEDA" "keda@$KEDA" github.com/kedacore/keda/v2/cmd/operator github.com/kedacore/keda/v2/cmd/adapter
}

container_runtime() {
  mkdir -p "$RUN/cni"
  cat >"$RUN/containerd.toml" <<CONFIG
version = 2
root = "$K8S/containerd"
state = "$RUN/containerd"
[grpc]
  address = "$RUN/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true
  sandbox_image = "docker.io/switchyard/sandbox:test"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$RUN/cni"
CONFIG
  # With `bridge` instead of `ptp` a pod does not reach the address of a service.
  cat >"$RUN/cni/10-pods.conflist" <<CONFIG
{ "cniVersion": "0.4.0", "name": "pods", "plugins": [
  { "type": "ptp", "ipMasq": true, "ipam": { "type": "host-local", "dataDir": "$RUN/addresses",
    "ranges": [[{ "subnet": "$PODS" }]], "routes": [{ "dst": "0.0.0.0/0" }] } },
  { "type": "portmap", "capabilities": { "portMappings": true } }] }
CONFIG
  start containerd containerd -c "$RUN/containerd.toml"
  ready containerd ctr -a "$RUN/containerd.sock" version
  for images in "$@"; do ctr -a "$RUN/containerd.sock" -n k8s.io images import "$images" >/dev/null; done
}

node() {
  cat >"$RUN/kubelet.yaml" <<CONFIG
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $NODE_ADDRESS
containerRuntimeEndpoint: unix://$RUN/containerd.sock
cgroupDriver: cgroupfs
failCgroupV1: false
failSwapOn: false
clusterDNS: [$NODE_ADDRESS]
clusterDomain: cluster.local
oomScoreAdj: 0
enforceNodeAllocatable: []
# A disk of which 15 % are free is full for a kubelet by itself; here all that counts is that there is room.
evictionHard: { memory.available: 100Mi, nodefs.available: 2Gi, imagefs.available: 2Gi }
imageGCHighThresholdPercent: 100
authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: $RUN/pki/ca.crt } }
authorization: { mode: Webhook }
volumePluginDir: $RUN/plugins
CONFIG
  start kube-controller-manager "$NODE" kube-controller-manager --kubeconfig "$KUBECONFIG" --bind-address 127.0.0.1 --leader-elect=false \
    --service-account-private-key-file "$RUN/pki/sa.key" --root-ca-file "$RUN/pki/ca.crt" --use-service-account-credentials=false \
    --horizontal-pod-autoscaler-sync-period 5s --controllers '*,-nodeipam,-route'
  start kube-scheduler "$NODE" kube-scheduler --kubeconfig "$KUBECONFIG" --bind-address 127.0.0.1 --leader-elect=false
  start kubelet "$NODE" kubelet --config "$RUN/kubelet.yaml" --kubeconfig "$KUBECONFIG" --root-dir "$RUN/kubelet" --hostname-override node-0 \
    --node-ip "$NODE_ADDRESS" --cert-dir "$RUN/pki/kubelet"
  start kube-proxy "$NODE" kube-proxy --kubeconfig "$KUBECONFIG" --proxy-mode iptables --cluster-cidr "$PODS" --hostname-override node-0 \
    --bind-address 127.0.0.1 --conntrack-max-per-core 0 --conntrack-tcp-timeout-established 0 --conntrack-tcp-timeout-close-wait 0
  ready kubelet kubectl patch node node-0 -p "{\"spec\":{\"podCIDR\":\"$PODS\",\"podCIDRs\":[\"$PODS\"]}}"
  printf '.:53 {\n  bind %s\n  errors\n  kubernetes cluster.local { kubeconfig %s\n }\n}\n' "$NODE_ADDRESS" "$KUBECONFIG" >"$RUN/Corefile"
  start dns "$K8S/coredns-$COREDNS/coredns" -conf "$RUN/Corefile"
  start kube-router "$K8S/kube-router-$KUBE_ROUTER/kube-router" --kubeconfig "$KUBECONFIG" --run-firewall=true --run-router=false \
    --run-service-proxy=false --run-loadbalancer=false --hostname-override node-0 --service-cluster-ip-range "$SERVICES" --health-port 0
  kubectl wait --for=condition=Ready node/node-0 --timeout=60s
}

# What a claim asks for, out of folders of this machine.
volumes() {
  local name
  for name in one two three; do
    mkdir -p -m 777 "$RUN/volumes/$name"
    kubectl apply -f - <<VOLUME
apiVersion: v1
kind: PersistentVolume
metadata: { name: $name }
spec:
  capacity: { storage: 100Gi }
  accessModes: [ReadWriteOnce, ReadWriteMany]
  hostPath: { path: $RUN/volumes/$name }
VOLUME
  done
}

# The programs of others that run in pods, as images of the Docker engine that answers.
images() {
  printf 'FROM %s\nENTRYPOINT ["sleep", "infinity"]\n' "$REDIS_IMAGE" | DOCKER_BUILDKIT=1 docker build --quiet -t switchyard/sandbox:test - >/dev/null
  printf 'FROM scratch\nCOPY operator /keda\nCOPY adapter /keda-adapter\nUSER 65532:65532\n' \
    | DOCKER_BUILDKIT=1 docker build --quiet -t switchyard/keda:test -f - "$K8S/keda-$KEDA" >/dev/null
}

# KEDA as its project deploys it, without the webhooks that check what is applied.
keda() {
  local config
  config=$(cd "$K8S/keda-$KEDA/source" && go list -m -f '{{.Dir}}' github.com/kedacore/keda/v2)/config/minimal
  kubectl kustomize "$config" \
    | sed -E 's|image: ghcr.io/kedacore/keda.*|image: switchyard/keda:test|; s/imagePullPolicy: Always/imagePullPolicy: Never/' \
    | kubectl apply --server-side -f -
  kubectl -n keda rollout status deployment/keda-operator deployment/keda-metrics-apiserver --timeout=120s
  kubectl wait --for=condition=Available apiservice/v1beta1.external.metrics.k8s.io --timeout=60s
}

up() {
  down
  ip link add "$BRIDGE" type bridge
  ip address add "$NODE_ADDRESS/32" dev "$BRIDGE"
  ip link set "$BRIDGE" up
  # Docker's engine forwards nothing but its own.
  iptables -A FORWARD -s "$PODS" -j ACCEPT
  iptables -A FORWARD -d "$PODS" -j ACCEPT
  K8S_ADDRESS=$NODE_ADDRESS bash tools/deploy/control-plane.sh up
  container_runtime "$@"
  node
  volumes
  keda
}

# The kubelet takes the pods down itself; what is left is ended from the outside in.
down() {
  local container mount
  if runs kubelet; then
    kubectl delete deployment,statefulset --all --all-namespaces --timeout=20s >/dev/null 2>&1 || true
    kubectl delete pod --all --all-namespaces --grace-period=1 --timeout=40s >/dev/null 2>&1 || true
  fi
  stop kube-router dns kube-proxy kubelet kube-scheduler kube-controller-manager
  if runs containerd; then
    for container in $(ctr -a "$RUN/containerd.sock" -n k8s.io task ls -q); do ctr -a "$RUN/containerd.sock" -n k8s.io task kill -s KILL "$container" || true; done
    sleep 1
    for container in $(ctr -a "$RUN/containerd.sock" -n k8s.io container ls -q); do ctr -a "$RUN/containerd.sock" -n k8s.io container rm "$container" || true; done
  fi
  stop containerd
  awk -v run="$RUN/" 'index($2, run) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mount; do umount "$mount" || true; done
  if ip link show "$BRIDGE" >/dev/null 2>&1; then
    "$NODE" kube-proxy --cleanup >/dev/null 2>&1 || true
    "$K8S/kube-router-$KUBE_ROUTER/kube-router" --cleanup-config >/dev/null 2>&1 || true
    iptables-save | grep -v KUBE- | iptables-restore || true
    iptables -D FORWARD -s "$PODS" -j ACCEPT || true
    iptables -D FORWARD -d "$PODS" -j ACCEPT || true
    ip link del "$BRIDGE"
  fi
  bash tools/deploy/control-plane.sh down
}

"$@"
