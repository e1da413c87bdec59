$ ipplan plan starter.yaml
subnets
SUBNET     AZ        CIDR          USABLE  FIXED  STEADY  PEAK  RESERVE  FREE_STEADY  FREE_PEAK  FITS  BINDING
private-a  euw1-az1  10.30.1.0/24     251     17     257   317        5           -6        -66  no    addresses
private-b  euw1-az2  10.30.2.0/24     251     17     257   317        5           -6        -66  no    addresses
private-c  euw1-az3  10.30.3.0/24     251     17     257   317        5           -6        -66  no    addresses

nodegroups
NODEGROUP  AZ        SUBNET     INSTANCE_TYPE  NODES  PODS_PER_NODE  ADDRESSES_PER_NODE  ADDRESSES
web        euw1-az1  private-a  m5.large           8             20                  30        240
web        euw1-az2  private-b  m5.large           8             20                  30        240
web        euw1-az3  private-c  m5.large           8             20                  30        240

limits
LIMIT              SCOPE             USED  PEAK  ALLOWED  HEADROOM
addresses          subnet/private-a   257   317      251       -66
addresses          subnet/private-b   257   317      251       -66
addresses          subnet/private-c   257   317      251       -66
max_pods           nodegroup/web       20    20       27         7
enis_per_region    region             123   141     5000      4859
nau                vpc                924  1116    64000     62884
cidrs_per_vpc      vpc                  1     1        5         4
service_addresses  cluster             60    60    65534     65474

does not fit: subnet/private-a lacks 66 addresses at peak (2 more limits)
[1]
$ ipplan plan starter.yaml -o csv --table nodegroups | tr -d '\r'
nodegroup,az,subnet,instance_type,nodes,pods_per_node,addresses_per_node,addresses
web,euw1-az1,private-a,m5.large,8,20,30,240
web,euw1-az2,private-b,m5.large,8,20,30,240
web,euw1-az3,private-c,m5.large,8,20,30,240
$ ipplan plan upgrade.yaml --columns subnet,steady,free_steady,free_peak,binding
SUBNET     STEADY  FREE_STEADY  FREE_PEAK  BINDING
private-a     462           45        -45  addresses
private-b     462           45        -45  addresses
private-c     462           45        -45  addresses

does not fit: subnet/private-a lacks 45 addresses at peak (2 more limits)
[1]
$ ipplan plan upgrade.yaml --columns subnet,peak,free_peak --set nodegroups.batch.update.max_unavailable=33%
SUBNET     PEAK  FREE_PEAK
private-a   642       -135
private-b   642       -135
private-c   642       -135

does not fit: subnet/private-a lacks 135 addresses at peak (2 more limits)
[1]
$ ipplan plan upgrade.yaml --columns subnet,steady,peak,fits --set 'cni={warm_ip_target: 2, minimum_ip_target: 25}'
SUBNET     STEADY  PEAK  FITS
private-a     302   360  yes
private-b     302   360  yes
private-c     302   360  yes

fits
$ ipplan plan upgrade.yaml --columns subnet,steady,peak,fits --set 'cni={warm_ip_target: 2, minimum_ip_target: 25}' --set nodegroups.batch.update.max_unavailable=33%
SUBNET     STEADY  PEAK  FITS
private-a     302   418  yes
private-b     302   418  yes
private-c     302   418  yes

fits
$ ipplan plan ipv6.yaml --table nodegroups
NODEGROUP  AZ        SUBNET     INSTANCE_TYPE  NODES  PODS_PER_NODE  ADDRESSES_PER_NODE  ADDRESSES
web        euw1-az1  private-a  m6i.large         67             60                   1         67
web        euw1-az2  private-b  m6i.large         67             60                   1         67
web        euw1-az3  private-c  m6i.large         67             60                   1         67

does not fit: subnet/private-a lacks 16 addresses at rest, with the reserve (2 more limits)
[1]
$ ipplan plan ipv6.yaml --columns subnet,steady,fits --set subnets.0.cidr=10.33.1.0/25 --set subnets.1.cidr=10.33.1.128/25 --set subnets.2.cidr=10.33.2.0/25
SUBNET     STEADY  FITS
private-a      70  yes
private-b      70  yes
private-c      70  yes

fits
$ ipplan plan rollout.yaml -o json
{
  "schema": "ipplan/v1",
  "command": "plan",
  "subnets": [
    {"subnet": "private-a", "az": "euw1-az1", "cidr": "10.34.0.0/23", "usable": 507, "fixed": 0, "steady": 200, "peak": 300, "reserve": 0, "free_steady": 307, "free_peak": 207, "available_now": null, "blocks28": 30, "blocks28_needed": 0, "blocks28_peak": 0, "blocks28_best": 19, "blocks28_worst": 0, "fits": true, "binding": "addresses"}
  ],
  "nodegroups": [
    {"nodegroup": "web", "az": "euw1-az1", "subnet": "private-a", "instance_type": "m5.large", "nodes": 10, "pods_per_node": 9, "addresses_per_node": 20, "addresses": 200}
  ],
  "limits": [
    {"limit": "addresses", "scope": "subnet/private-a", "used": 200, "peak": 300, "allowed": 507, "headroom": 207},
    {"limit": "max_pods", "scope": "nodegroup/web", "used": 9, "peak": 12, "allowed": 27, "headroom": 15},
    {"limit": "enis_per_region", "scope": "region", "used": 20, "peak": 30, "allowed": 5000, "headroom": 4970},
    {"limit": "nau", "scope": "vpc", "used": 210, "peak": 320, "allowed": 64000, "headroom": 63680},
    {"limit": "cidrs_per_vpc", "scope": "vpc", "used": 1, "peak": 1, "allowed": 5, "headroom": 4}
  ],
  "verdict": "fits"
}
$ ipplan plan starter.yaml --set cni.mode=prefix --columns subnet,blocks28,blocks28_needed,blocks28_peak,blocks28_best,blocks28_worst,fits,binding
SUBNET     BLOCKS28  BLOCKS28_NEEDED  BLOCKS28_PEAK  BLOCKS28_BEST  BLOCKS28_WORST  FITS  BINDING
private-a        14               24             30             14               0  no    blocks28
private-b        14               24             30             14               0  no    blocks28
private-c        14               24             30             14               0  no    blocks28

does not fit: subnet/private-a lacks 16 /28 blocks at peak (5 more limits)
[1]
$ ipplan plan starter.yaml --set nodegroups.web.nodes=4 --explain --table explain --set 'load_balancers=[]' --set 'endpoints=[]'
SCOPE             TERM                                VALUE  FORMULA                                                                    SOURCE
nodegroup/web     addresses of a node                    30  for 20 pods: 30 single addresses (ENIs' own included) + 16 x 0 /28 blocks  ipplan-node(1)
nodegroup/web     addresses of a node at peak            30  for 20 pods: 30 single addresses (ENIs' own included) + 16 x 0 /28 blocks  ipplan-node(1)
nodegroup/web     nodes in each subnet                    2  ceil(4 / 3 subnets)                                                        ipplan-plan(5)
nodegroup/web     nodes in each subnet at peak            2  ceil(4 / 3 subnets)                                                        ipplan-plan(5)
nodegroup/web     surge nodes in each subnet              2  6 nodes over 3 AZs                                                         EKS-SURGE-001
subnet/private-a  control plane                           2  2 in each cluster subnet                                                   EKS-SUBNET-008
subnet/private-a  reserve for a control-plane update      5  up to 5                                                                    EKS-SUBNET-002
subnet/private-b  control plane                           2  2 in each cluster subnet                                                   EKS-SUBNET-008
subnet/private-b  reserve for a control-plane update      5  up to 5                                                                    EKS-SUBNET-002
subnet/private-c  control plane                           2  2 in each cluster subnet                                                   EKS-SUBNET-008
subnet/private-c  reserve for a control-plane update      5  up to 5                                                                    EKS-SUBNET-002
subnet/private-a  surge of an upgrade                    60  largest of one group                                                       EKS-SURGE-001
subnet/private-b  surge of an upgrade                    60  largest of one group                                                       EKS-SURGE-001
subnet/private-c  surge of an upgrade                    60  largest of one group                                                       EKS-SURGE-001
subnet/private-a  usable                                251  size of a /24, less 5                                                      EKS-SUBNET-018
subnet/private-a  fixed                                   2  all above that is no node                                                  ipplan-plan(5)
subnet/private-a  steady                                 62  fixed + nodes x addresses of a node                                        ipplan-plan(5)
subnet/private-a  peak                                  122  fixed + nodes at peak x addresses of a node at peak + surge                ipplan-plan(5)
subnet/private-b  usable                                251  size of a /24, less 5                                                      EKS-SUBNET-018
subnet/private-b  fixed                                   2  all above that is no node                                                  ipplan-plan(5)
subnet/private-b  steady                                 62  fixed + nodes x addresses of a node                                        ipplan-plan(5)
subnet/private-b  peak                                  122  fixed + nodes at peak x addresses of a node at peak + surge                ipplan-plan(5)
subnet/private-c  usable                                251  size of a /24, less 5                                                      EKS-SUBNET-018
subnet/private-c  fixed                                   2  all above that is no node                                                  ipplan-plan(5)
subnet/private-c  steady                                 62  fixed + nodes x addresses of a node                                        ipplan-plan(5)
subnet/private-c  peak                                  122  fixed + nodes at peak x addresses of a node at peak + surge                ipplan-plan(5)
vpc               nau with one more a pod               526  at peak, if a pod counts beside its address; the page does not say         VPC User Guide 2026-09

fits
$ ipplan plan starter.yaml --set nodegroups.web.pod_per_node=4
ipplan: --set nodegroups.web.pod_per_node=4: pod_per_node: no such key in a node group (did you mean pods_per_node?); see ipplan help plan
[2]
$ ipplan plan starter.yaml --set nodegroups.wep.pods_per_node=4
ipplan: --set nodegroups.wep.pods_per_node=4: the plan has no such place (did you mean web?); see ipplan help plan
[2]
$ ipplan plan starter.yaml --set subnets.private-a.cidr=10.0.0.1/24
ipplan: --set subnets.private-a.cidr=10.0.0.1/24: 10.0.0.1/24: host bits set; did you mean 10.0.0.0/24 or 10.0.0.1/32?
[2]
$ ipplan plan starter.yaml --set nodegroups.web.instance_type=m5.lage
ipplan: starter.yaml:12:5: m5.lage: unknown instance type (did you mean m5.large?)
[4]
$ ipplan plan nothing.yaml
ipplan: nothing.yaml: cannot read: No such file or directory
[3]
$ ipplan plan
ipplan: give a plan file, or exported documents; see ipplan help plan
[2]
$ ipplan plan starter.yaml >/dev/full
ipplan: standard output: No space left on device
[5]
$ printf 'subnets:\n  - {name: "_x_ <b>&|`a`\\e[31m", cidr: 10.0.0.0/24}\n' >h.yaml; ipplan plan h.yaml -o md --table subnets --columns subnet
### subnets

| subnet |
|---|
| \_x\_ &lt;b>&amp;\|\`a\`\\x1b\[31m |

fits
$ ipplan plan h.yaml -o html --table subnets --columns subnet | grep '<td'
<tr><td>_x_ &lt;b&gt;&amp;|`a`\x1b[31m</td></tr>
$ printf 'subnets: %05000d\n' 0 | tr 0 '[' | ipplan plan -
ipplan: standard input:1: nested too deeply: 4096 brackets are open
[3]
$ ipplan plan starter.yaml --set subnets.private-a.used=252
ipplan: starter.yaml:8:5: private-a: more addresses used or available than the subnet has (its size less 5); see ipplan help plan
[2]
$ printf 'cni: {mode: prefix, warm_ip_target: 7}\nwindows_cni: {warm_ip_target: 5}\nsubnets: [{name: a, cidr: 10.0.0.0/24, az: x}]\nnodegroups:\n  - {name: linux, instance_type: m5.large, nodes: 1, pods_per_node: 2}\n  - {name: windows, os: windows, instance_type: m5.large, nodes: 1, pods_per_node: 2}\n  - {name: own, os: windows, instance_type: m5.large, nodes: 1, pods_per_node: 2, cni: {mode: prefix}}\n' >windows.yaml
$ ipplan plan windows.yaml --table nodegroups --columns nodegroup,addresses_per_node -o csv
nodegroup,addresses_per_node
linux,17
windows,8
own,17
$ ipplan plan windows.yaml --table nodegroups --columns nodegroup,addresses_per_node -o csv --set 'windows_cni={data: {enable-windows-prefix-delegation: "true", windows-warm-ip-target: "x"}}'
ipplan: warning: windows.yaml:1: windows-warm-ip-target=x: not a value that the CNI takes; it uses the default
nodegroup,addresses_per_node
linux,17
windows,17
own,17
$ ipplan plan windows.yaml --set windows_cni.mode=ipv6
ipplan: --set windows_cni.mode=ipv6: mode: expected one of secondary, prefix, got ipv6; see ipplan help plan
[2]
$ ipplan plan upgrade.yaml --table nodegroups --columns nodegroup,addresses_per_node -o csv --set 'cni={env: {WARM_IP_TARGET: "-1", MINIMUM_IP_TARGET: "9223372036854775808", MAX_ENI: "two", ENABLE_PREFIX_DELEGATION: "yes"}}'
ipplan: warning: upgrade.yaml:1: WARM_IP_TARGET=-1: not a value that the CNI takes; it uses the default
ipplan: warning: upgrade.yaml:1: MINIMUM_IP_TARGET=9223372036854775808: not a value that the CNI takes; it uses the default
ipplan: warning: upgrade.yaml:1: MAX_ENI=two: not a value that the CNI takes; it uses the default
ipplan: warning: upgrade.yaml:1: ENABLE_PREFIX_DELEGATION=yes: not a value that the CNI takes; it uses the default
nodegroup,addresses_per_node
batch,45
batch,45
batch,45
[1]
$ ipplan plan upgrade.yaml --set cni_version=v1.23.1 --columns subnet,fits -o csv
subnet,fits
private-a,false
private-b,false
private-c,false
[1]
$ ipplan plan upgrade.yaml --set cni_version=v1.19.0
ipplan: upgrade.yaml: v1.19.0: no rules for that release of the CNI; there are those of v1.23.1
[4]
