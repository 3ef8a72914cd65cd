#!/usr/bin/env bash
# A Kubernetes API server with its etcd on the loopback, for tests: control-plane.sh build [PROGRAM …]|up|down
# K8S_ADDRESS has the server listen on an address that pods reach, and tell it to them.
# Both are one program, built from Kubernetes' own modules, once for each version; that takes some ten minutes of CPU and needs Go.
# cluster.sh has more programs built with them: node (the controllers, the scheduler, the kubelet and its proxy).
set -euo pipefail
cd "$(dirname "$0")/../.."
VERSION=v1.36.3 STAGING=v0.36.4 ETCD=v3.6.8
PLACE=$PWD/.switchyard/k8s/$VERSION RUN=$PWD/.switchyard/k8s/run
ADDRESS=${K8S_ADDRESS:-127.0.0.1} PORT=${K8S_PORT:-16443} ETCD_PORT=${K8S_ETCD_PORT:-12379}
. tools/deploy/processes.sh

build() {
  local program missing=()
  for program in "${@:-control-plane}"; do [ -x "$PLACE/$program" ] || missing+=("$program"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v go >/dev/null || { echo "k8s: Go is needed to build a Kubernetes API server; or name a cluster of yours with KUBECONFIG" >&2; exit 1; }
  rm -rf "$PLACE/source"
  mkdir -p "$PLACE/source"
  cp -r tools/deploy/control-plane tools/deploy/node "$PLACE/source/"
  cd "$PLACE/source"
  export GOFLAGS=-mod=mod CGO_ENABLED=0
  go mod download "k8s.io/kubernetes@$VERSION"
  # Kubernetes names its own parts as folders beside it; here they are the modules of the same version.
  { printf 'module example.invalid/cluster\n\ngo 1.26.0\n\nrequire k8s.io/kubernetes %s\nrequire go.etcd.io/etcd/server/v3 %s\n\nreplace (\n' "$VERSION" "$ETCD"
    grep -oE '^\s*k8s.io/[a-z-]+ => ./staging' "$(go env GOMODCACHE)/cache/download/k8s.io/kubernetes/@v/$VERSION.mod" \
      | awk -v version="$STAGING" '{ print "\t" $1 " => " $1 " " version }'
    echo ')'; } >go.mod
  go mod tidy 2>/dev/null
  local told=gitVersion=$VERSION package flags="-s -w"
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    flags="$flags -X $package.$told -X $package.gitMajor=1 -X $package.gitMinor=36 -X $package.gitTreeState=clean -X $package.gitCommit=module"
  done
  for program in "${missing[@]}"; do
    echo "k8s: building $program of Kubernetes $VERSION (once)"
    go build -trimpath -ldflags "$flags" -o "$PLACE/$program.new" "./$program"
    mv "$PLACE/$program.new" "$PLACE/$program"
  done
}

# One authority signs what the server shows, what the administrator shows, and what the server shows to servers behind it.
certificates() {
  local name subject extension
  mkdir -p "$RUN/pki"
  (cd "$RUN/pki"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.crt -subj /CN=test-ca -days 2
    # Pods look for it at the first address of the services.
    while IFS='|' read -r name subject extension; do
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$name.key" -out "$name.csr" -subj "$subject"
      openssl x509 -req -in "$name.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -out "$name.crt" -extfile <(printf '%s\n' "$extension")
    done <<PAIRS
apiserver|/CN=kube-apiserver|subjectAltName=IP:$ADDRESS,IP:10.96.0.1
admin|/O=system:masters/CN=admin|extendedKeyUsage=clientAuth
front-proxy|/CN=front-proxy|extendedKeyUsage=clientAuth
PAIRS
    openssl ecparam -name prime256v1 -genkey -noout -out sa.key
    openssl ec -in sa.key -pubout -out sa.pub) 2>/dev/null
  cat >"$RUN/kubeconfig" <<CONFIG
apiVersion: v1
kind: Config
clusters: [{ name: test, cluster: { server: 'https://$ADDRESS:$PORT', certificate-authority: $RUN/pki/ca.crt } }]
users: [{ name: admin, user: { client-certificate: $RUN/pki/admin.crt, client-key: $RUN/pki/admin.key } }]
contexts: [{ name: test, context: { cluster: test, user: admin } }]
current-context: test
CONFIG
}

down() {
  stop kube-apiserver etcd
  rm -rf "$RUN"
}

up() {
  local endpoints=lease
  [ "$ADDRESS" != 127.0.0.1 ] || endpoints=none
  down
  certificates
  start etcd "$PLACE/control-plane" etcd --data-dir "$RUN/etcd" --listen-client-urls "http://127.0.0.1:$ETCD_PORT" \
    --advertise-client-urls "http://127.0.0.1:$ETCD_PORT" --listen-peer-urls "http://127.0.0.1:$((ETCD_PORT + 1))" --unsafe-no-fsync --log-level warn
  start kube-apiserver "$PLACE/control-plane" kube-apiserver --etcd-servers "http://127.0.0.1:$ETCD_PORT" --secure-port "$PORT" --bind-address "$ADDRESS" \
    --endpoint-reconciler-type "$endpoints" --tls-cert-file "$RUN/pki/apiserver.crt" --tls-private-key-file "$RUN/pki/apiserver.key" \
    --client-ca-file "$RUN/pki/ca.crt" --cert-dir "$RUN/pki" --service-account-key-file "$RUN/pki/sa.pub" \
    --service-account-signing-key-file "$RUN/pki/sa.key" --service-account-issuer https://kubernetes.default.svc --authorization-mode RBAC \
    --service-cluster-ip-range 10.96.0.0/16 --allow-privileged --kubelet-preferred-address-types InternalIP \
    --kubelet-client-certificate "$RUN/pki/admin.crt" --kubelet-client-key "$RUN/pki/admin.key" \
    --requestheader-client-ca-file "$RUN/pki/ca.crt" --requestheader-allowed-names front-proxy --requestheader-username-headers X-Remote-User \
    --requestheader-group-headers X-Remote-Group --requestheader-extra-headers-prefix X-Remote-Extra- \
    --proxy-client-cert-file "$RUN/pki/front-proxy.crt" --proxy-client-key-file "$RUN/pki/front-proxy.key"
  KUBECONFIG=$RUN/kubeconfig ready kube-apiserver kubectl get --raw /readyz
}

"$@"
