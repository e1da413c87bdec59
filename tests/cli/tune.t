$ ipplan tune upgrade.yaml
front
POINT        MODE       WARM_ENI_TARGET  WARM_IP_TARGET  MINIMUM_IP_TARGET  WARM_PREFIX_TARGET  ADDRESSES  ADDRESSES_PEAK  EC2_CALLS_PER_MINUTE  PODS_WAITING  WAITING_SECONDS  LONGEST_WAIT_SECONDS  HOUR_WAIT_SECONDS  SAME  UNSAFE           RULES
planned      secondary                1               -                  -                   -       1350            1350                  1.28           330              825                     3                  0     -  no_fit           EKS-CNI-001
unsafe       secondary                -               -                  3                   -        120             120                  0.42          2608          2738130                  4140               4140     9  freezes starves  EKS-CNI-005
unsafe       secondary                -               -                  6                   -        210             210                  0.42          2518          2375460                  3623               3623     9  freezes starves  EKS-CNI-005
unsafe       secondary                -               -                  9                   -        300             300                  0.42          2428          2009773                  2858               2858     9  freezes starves  EKS-CNI-005
unsafe       secondary                -               -                 12                   -        390             390                  0.42          2338          1643407                  2418               2418     9  freezes starves  EKS-CNI-005
unsafe       prefix                   -               -                 15                   1        510             510                  0.42          2218          1155445                  1643               1643    45  freezes starves  EKS-CNI-005
unsafe       secondary                -               -                 18                   -        600             600                  0.85          2158           911174                  1363               1363     9  freezes starves  EKS-CNI-005
unsafe       secondary                -               -                 21                   -        690             690                  0.85          2068           549592                   908                908     9  freezes starves  EKS-CNI-005
unsafe       secondary                -               -                 24                   -        780             780                  0.85          1978           184191                   618                618     9  freezes starves  EKS-CNI-005
unsafe       secondary                -               1                 21                   -        836             840                 17.38           865            22051                    68                 68     9  starves          EKS-CNI-009
unsafe       secondary                -               1                 24                   -        836             840                 15.75           767            20426                    64                 64     9  starves          EKS-CNI-009
unsafe       secondary                -               2                 24                   -        870             870                  4.62           182             2362                    33                 33     9  starves          EKS-CNI-009
unsafe       secondary                -               -                 27                   -        870             870                  0.85           152             1997                    29                 29     9  freezes          EKS-CNI-005
front        secondary                -               1                 27                   -        870             870                  0.85           152             1997                    29                 29    18  -                -
front        secondary                -               3                 27                   -        900             900                  1.97            24              452                    26                 26     9  -                -
unsafe       secondary                0               -                  -                   -        900             900                  0.85           354             1237                    21                 21     3  oscillates       -
recommended  secondary                -               4                 27                   -        960             960                  1.71             0                0                     0                  0     9  -                -
unsafe       prefix                   -               -                 30                   1        990             990                  0.42             0                0                     0                  0    45  freezes          EKS-CNI-005
front        prefix                   -               1                 30                   1        990             990                  0.42             0                0                     0                  0   270  -                -

density
NODEGROUP  INSTANCE_TYPE  NODES  PODS  POD_ENI_PODS  SURGE_PODS  SOURCE
batch      m5.2xlarge        30    25             0           0  plan

recommended
FORM     NODEGROUP  TEXT
kubectl  -          kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET=27 WARM_ENI_TARGET=1 WARM_IP_TARGET=4 WARM_PREFIX_TARGET=1
addon    -          {"env": {"ENABLE_PREFIX_DELEGATION": "false", "MINIMUM_IP_TARGET": "27", "WARM_ENI_TARGET": "1", "WARM_IP_TARGET": "4", "WARM_PREFIX_TARGET": "1"}}
helm     -          env: {ENABLE_PREFIX_DELEGATION: "false", MINIMUM_IP_TARGET: "27", WARM_ENI_TARGET: "1", WARM_IP_TARGET: "4", WARM_PREFIX_TARGET: "1"}
nodeadm  batch      default_enis * (ips_per_eni - 1) + 2

recommended: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET=27 WARM_ENI_TARGET=1 WARM_IP_TARGET=4 WARM_PREFIX_TARGET=1
$ ipplan tune starter.yaml --table front --mode prefix
POINT    MODE       WARM_ENI_TARGET  WARM_IP_TARGET  MINIMUM_IP_TARGET  WARM_PREFIX_TARGET  ADDRESSES  ADDRESSES_PEAK  EC2_CALLS_PER_MINUTE  PODS_WAITING  WAITING_SECONDS  LONGEST_WAIT_SECONDS  HOUR_WAIT_SECONDS  SAME  UNSAFE           RULES
planned  secondary                1               -                  -                   -        720             720                  1.02           264              900                     8                  0     -  no_fit           EKS-CNI-001
unsafe   prefix                   -               -                 16                   1        408             408                  0.34          1650           436755                   908                908    72  freezes starves  EKS-CNI-005
unsafe   prefix                   -               -                 32                   1        792             792                  0.34             0                0                     0                  0    72  freezes no_fit   EKS-CNI-005 EKS-PD-001
nearest  prefix                   -               1                 32                   1        792             792                  0.34             0                0                     0                  0   648  no_fit           EKS-PD-001

no safe point of the grid fits the subnets; nearest: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=true MINIMUM_IP_TARGET=32 WARM_ENI_TARGET=1 WARM_IP_TARGET=1 WARM_PREFIX_TARGET=1, and new nodes
[1]
$ ipplan tune starter.yaml --print kubectl
ipplan: no safe point of the grid fits the subnets; see table front
[1]
$ ipplan tune rollout.yaml --mode secondary --print kubectl
kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET=16 WARM_ENI_TARGET=1 WARM_IP_TARGET=8 WARM_PREFIX_TARGET=1
$ ipplan tune rollout.yaml --mode secondary --print addon
{"env": {"ENABLE_PREFIX_DELEGATION": "false", "MINIMUM_IP_TARGET": "16", "WARM_ENI_TARGET": "1", "WARM_IP_TARGET": "8", "WARM_PREFIX_TARGET": "1"}}
$ ipplan tune rollout.yaml --print helm
env:
  ENABLE_PREFIX_DELEGATION: "false"
  MINIMUM_IP_TARGET: "16"
  WARM_ENI_TARGET: "1"
  WARM_IP_TARGET: "8"
  WARM_PREFIX_TARGET: "1"
$ ipplan tune rollout.yaml --print nodeadm
---
# node group web
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    maxPodsExpression: "default_enis * (ips_per_eni - 1) + 2"
$ ipplan tune rollout.yaml -o json --columns form,text --table recommended --mode secondary
{
  "schema": "ipplan/v1",
  "command": "tune",
  "recommended": [
    {"form": "kubectl", "text": "kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET=16 WARM_ENI_TARGET=1 WARM_IP_TARGET=8 WARM_PREFIX_TARGET=1"},
    {"form": "addon", "text": "{\"env\": {\"ENABLE_PREFIX_DELEGATION\": \"false\", \"MINIMUM_IP_TARGET\": \"16\", \"WARM_ENI_TARGET\": \"1\", \"WARM_IP_TARGET\": \"8\", \"WARM_PREFIX_TARGET\": \"1\"}}"},
    {"form": "helm", "text": "env: {ENABLE_PREFIX_DELEGATION: \"false\", MINIMUM_IP_TARGET: \"16\", WARM_ENI_TARGET: \"1\", WARM_IP_TARGET: \"8\", WARM_PREFIX_TARGET: \"1\"}"},
    {"form": "nodeadm", "text": "default_enis * (ips_per_eni - 1) + 2"}
  ],
  "verdict": "recommended: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET=16 WARM_ENI_TARGET=1 WARM_IP_TARGET=8 WARM_PREFIX_TARGET=1"
}
$ ipplan tune rollout.yaml --table front -o csv --columns point,minimum_ip_target,ec2_calls_per_minute --minimum-ip-target 0,12 --warm-ip-target 0,2 --mode secondary | tr -d '\r'
point,minimum_ip_target,ec2_calls_per_minute
planned,,0.85
unsafe,,3.64
unsafe,12,0.28
front,12,1.44
unsafe,,2.85
recommended,,0.85
front,,0.42
$ ipplan tune rollout.yaml --mode secondary --warm-eni-target 1 --warm-ip-target 0 --minimum-ip-target 10,20,26,27 --warm-prefix-target 1 --all --table points --columns minimum_ip_target,pods_waiting,unsafe
MINIMUM_IP_TARGET  PODS_WAITING  UNSAFE
               10           349  freezes starves
               20             0  freezes
               26             0  freezes
               27             0  freezes

no point of the grid is usable
[1]
$ ipplan tune rollout.yaml --warm-eni-target 0,1 --warm-ip-target 0 --minimum-ip-target 0 --warm-prefix-target 0,1 --all --table points --columns mode,warm_eni_target,warm_prefix_target,addresses,unsafe,rules
MODE       WARM_ENI_TARGET  WARM_PREFIX_TARGET  ADDRESSES  UNSAFE              RULES
secondary                0                   0        200  oscillates starves  EKS-CNI-009
secondary                0                   1        200  oscillates starves  EKS-CNI-009
secondary                1                   0        205  -                   -
secondary                1                   1        205  -                   -
prefix                   0                   0        170  oscillates          EKS-PD-006
prefix                   0                   1        330  -                   -
prefix                   1                   0        170  oscillates          EKS-PD-006
prefix                   1                   1        330  -                   -

recommended: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET- WARM_ENI_TARGET=1 WARM_IP_TARGET- WARM_PREFIX_TARGET=1
$ ipplan tune rollout.yaml --mode secondary --warm-eni-target 1 --warm-ip-target 9223372036854775808,-1,x,+3,9223372036854775807 --minimum-ip-target 0 --warm-prefix-target 1 --all --table points --columns warm_ip_target,addresses,pods_waiting,unsafe
ipplan: warning: WARM_IP_TARGET=9223372036854775808: not a value that the CNI takes; it uses the default
ipplan: warning: WARM_IP_TARGET=-1: not a value that the CNI takes; it uses the default
ipplan: warning: WARM_IP_TARGET=x: not a value that the CNI takes; it uses the default
     WARM_IP_TARGET  ADDRESSES  PODS_WAITING  UNSAFE
                  0        205             0  -
                  3        141           144  -
9223372036854775807        300             0  -

recommended: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET- WARM_ENI_TARGET=1 WARM_IP_TARGET- WARM_PREFIX_TARGET=1
$ ipplan tune rollout.yaml --mode secondary --warm-eni-target 9223372036854775807,18446744073709551615,-5 --warm-ip-target 0 --minimum-ip-target 0 --warm-prefix-target 1 --all --table points --columns warm_eni_target,addresses
ipplan: warning: WARM_ENI_TARGET=18446744073709551615: not a value that the CNI takes; it uses the default
ipplan: warning: WARM_ENI_TARGET=-5: not a value that the CNI takes; it uses the default
    WARM_ENI_TARGET  ADDRESSES
9223372036854775807        300
                  1        205

recommended: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET- WARM_ENI_TARGET=1 WARM_IP_TARGET- WARM_PREFIX_TARGET=1
$ ipplan tune rollout.yaml --set nodegroups.web.instance_type=m4.large --mode prefix --warm-ip-target 0 --minimum-ip-target 0 --table front --columns point,mode,addresses,unsafe,rules
POINT    MODE       ADDRESSES  UNSAFE                         RULES
planned  secondary        200  -                              -
unsafe   prefix           200  oscillates starves falls_back  EKS-CNI-009 EKS-PD-005
unsafe   prefix           200  falls_back                     EKS-PD-005

no point of the grid is usable
[1]
$ ipplan tune rollout.yaml --call-limit 0 --mode secondary --warm-ip-target 1 --minimum-ip-target 0 --table front --columns point,ec2_calls_per_minute,unsafe
POINT    EC2_CALLS_PER_MINUTE  UNSAFE
planned                  0.85  throttles
unsafe                   7.78  starves throttles

no point of the grid is usable
[1]
$ ipplan tune rollout.yaml --set nodegroups.web.pods_per_node=40 --table front --warm-ip-target 0 --minimum-ip-target 0
POINT    MODE       WARM_ENI_TARGET  WARM_IP_TARGET  MINIMUM_IP_TARGET  WARM_PREFIX_TARGET  ADDRESSES  ADDRESSES_PEAK  EC2_CALLS_PER_MINUTE  PODS_WAITING  WAITING_SECONDS  LONGEST_WAIT_SECONDS  HOUR_WAIT_SECONDS  SAME  UNSAFE                     RULES
planned  secondary                1               -                  -                   -        300             300                  0.42           833            21613                    35                 35     -  starves unplaced           EKS-CNI-002 EKS-CNI-009
unsafe   secondary                2               -                  -                   -        300             300                  0.42           743            20938                    35                 35     3  starves unplaced           EKS-CNI-002 EKS-CNI-009
unsafe   prefix                   -               -                  -                   0        568             650                  1.14           363             2897                    63                 63     3  oscillates starves no_fit  EKS-CNI-009 EKS-PD-001 EKS-PD-006
nearest  prefix                   -               -                  -                   1        730             810                  0.71           240             1000                     8                  0     3  no_fit                     EKS-PD-001
unsafe   prefix                   -               -                  -                   2        890             970                  0.57            80              200                     3                  0     3  no_fit                     EKS-PD-001

no safe point of the grid fits the subnets; nearest: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=true MINIMUM_IP_TARGET- WARM_ENI_TARGET=1 WARM_IP_TARGET- WARM_PREFIX_TARGET=1, and new nodes
[1]
$ ipplan tune -q shop --table density
NODEGROUP  INSTANCE_TYPE  NODES  PODS  POD_ENI_PODS  SURGE_PODS  SOURCE
web        m5.large           1     7             0           0  documents
web        m5.large           1     8             0           0  documents
web        m5.large           1     9             0           0  documents
jobs       c6a.large          1     4             0           0  documents

recommended: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET=10 WARM_ENI_TARGET=1 WARM_IP_TARGET=4 WARM_PREFIX_TARGET=1
$ ipplan tune -q shop --set 'nodegroups.web.cni={warm_ip_target: 3}' --mode secondary --warm-ip-target 0,3 --minimum-ip-target 0 --table front
POINT        MODE       WARM_ENI_TARGET  WARM_IP_TARGET  MINIMUM_IP_TARGET  WARM_PREFIX_TARGET  ADDRESSES  ADDRESSES_PEAK  EC2_CALLS_PER_MINUTE  PODS_WAITING  WAITING_SECONDS  LONGEST_WAIT_SECONDS  HOUR_WAIT_SECONDS  SAME  UNSAFE              RULES
planned      -                        -               -                  -                   -         59              59                  0.28            18              105                    13                 13     -  -                   -
front        secondary                -               3                  -                   -         47              47                  0.32            20              120                    13                 13     9  -                   EKS-CNI-004
unsafe       secondary                0               -                  -                   -         50              50                  0.30            33              558                    32                 32     3  oscillates starves  EKS-CNI-009
recommended  secondary                1               -                  -                   -         80              80                  0.11             0                0                     0                  0     3  -                   -

recommended: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET- WARM_ENI_TARGET=1 WARM_IP_TARGET- WARM_PREFIX_TARGET=1
$ ipplan tune rollout.yaml --trace burst.csv --table density
NODEGROUP  INSTANCE_TYPE  NODES  PODS  POD_ENI_PODS  SURGE_PODS  SOURCE
web        m5.large          10     -             -           -  trace

recommended: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET=20 WARM_ENI_TARGET=1 WARM_IP_TARGET=1 WARM_PREFIX_TARGET=1
$ ipplan tune rollout.yaml --trace burst.csv --table front --mode secondary --warm-ip-target 0,2 --minimum-ip-target 0,20
POINT        MODE       WARM_ENI_TARGET  WARM_IP_TARGET  MINIMUM_IP_TARGET  WARM_PREFIX_TARGET  ADDRESSES  ADDRESSES_PEAK  EC2_CALLS_PER_MINUTE  PODS_WAITING  WAITING_SECONDS  LONGEST_WAIT_SECONDS  HOUR_WAIT_SECONDS  SAME  UNSAFE   RULES
planned      secondary                1               -                  -                   -        272             300                  6.66            20               50                     3                  3     -  -        -
unsafe       secondary                -               2                  -                   -        175             250                 28.33           160             2850                    38                 38     9  starves  EKS-CNI-004 EKS-CNI-009
unsafe       secondary                -               -                 20                   -        229             230                  5.00             0                0                     0                  0     9  freezes  EKS-CNI-005
recommended  secondary                -               2                 20                   -        243             250                  8.33             0                0                     0                  0     9  -        -
front        secondary                1               -                  -                   -        272             300                  6.66            20               50                     3                  3     3  -        -
front        secondary                2               -                  -                   -        296             300                  5.00             0                0                     0                  0     3  -        -

recommended: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET=20 WARM_ENI_TARGET=1 WARM_IP_TARGET=2 WARM_PREFIX_TARGET=1
$ ipplan tune upgrade.yaml --trace fleet.csv --table front --mode secondary --warm-ip-target 0,2,5 --minimum-ip-target 0,27,50
POINT        MODE       WARM_ENI_TARGET  WARM_IP_TARGET  MINIMUM_IP_TARGET  WARM_PREFIX_TARGET  ADDRESSES  ADDRESSES_PEAK  EC2_CALLS_PER_MINUTE  PODS_WAITING  WAITING_SECONDS  LONGEST_WAIT_SECONDS  HOUR_WAIT_SECONDS  SAME  UNSAFE           RULES
planned      secondary                1               -                  -                   -       1450            1800                  4.39            46              115                     3                  3     -  no_fit           EKS-CNI-001
unsafe       secondary                -               -                 27                   -        870             870                  1.46           496           595200                  1200               1200     9  freezes starves  EKS-CNI-005
unsafe       secondary                -               2                  -                   -       1025            1486                 22.68          1126            20255                    43                 43     9  starves          EKS-CNI-004 EKS-CNI-009
front        secondary                -               5                  -                   -       1136            1576                 13.17           856             4930                    18                 18     9  -                EKS-CNI-004
unsafe       secondary                -               2                 27                   -       1165            1486                 12.43           496            11480                    43                 43     9  starves          EKS-CNI-009
unsafe       secondary                0               -                  -                   -       1237            1800                  5.12           796             2220                     8                  8     3  oscillates       -
recommended  secondary                -               5                 27                   -       1242            1576                 10.24           406             3055                    18                 18     9  -                -
unsafe       secondary                1               -                  -                   -       1450            1800                  4.39            46              115                     3                  3     3  no_fit           EKS-CNI-001
unsafe       secondary                -               -                 50                   -       1617            1620                  2.92             0                0                     0                  0     9  freezes no_fit   EKS-CNI-001 EKS-CNI-005
unsafe       secondary                -               2                 50                   -       1617            1620                  2.92             0                0                     0                  0    18  no_fit           EKS-CNI-001

recommended: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET=27 WARM_ENI_TARGET=1 WARM_IP_TARGET=5 WARM_PREFIX_TARGET=1
$ ipplan tune rollout.yaml --trace fleet.csv
ipplan: fleet.csv:2: nodegroup: the plan has no node group batch
[3]
$ printf 't,pods\n0,5\n' | ipplan tune rollout.yaml --trace - --print kubectl
kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET=5 WARM_ENI_TARGET=1 WARM_IP_TARGET=1 WARM_PREFIX_TARGET=1
$ printf 't,pods\n' | ipplan tune rollout.yaml --trace -
ipplan: standard input: no pod, so there is nothing to run
[3]
$ ipplan tune rollout.yaml --trace nowhere.csv
ipplan: nowhere.csv: cannot read: No such file or directory
[3]
$ ipplan tune rollout.yaml --trace pods.csv --table front --mode secondary --warm-ip-target 0,2 --minimum-ip-target 0
POINT        MODE       WARM_ENI_TARGET  WARM_IP_TARGET  MINIMUM_IP_TARGET  WARM_PREFIX_TARGET  ADDRESSES  ADDRESSES_PEAK  EC2_CALLS_PER_MINUTE  PODS_WAITING  WAITING_SECONDS  LONGEST_WAIT_SECONDS  HOUR_WAIT_SECONDS  SAME  UNSAFE      RULES
planned      secondary                1               -                  -                   -        188             200                 11.88             0                0                     0                  0     -  -           -
recommended  secondary                -               2                  -                   -         48              50                 11.88             0                0                     0                  0     9  -           EKS-CNI-004
unsafe       secondary                0               -                  -                   -        100             100                  5.94             0                0                     0                  0     3  oscillates  -

recommended: kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET- WARM_ENI_TARGET=1 WARM_IP_TARGET=2 WARM_PREFIX_TARGET=1
$ ipplan tune upgrade.yaml --scattered --churn 20 --seed 5 >a; ipplan tune upgrade.yaml --scattered --churn 20 --seed 5 | cmp - a; ipplan tune upgrade.yaml --scattered --churn 20 --seed 6 | cmp -s - a
[1]
$ m5() { default_enis=3 ips_per_eni=10; echo $(($1)); }; for o in '--mode secondary' '--mode prefix' '--mode secondary --set cni.max_eni=2' '--mode prefix --set cni.max_eni=2'; do m5 "$(ipplan tune rollout.yaml --warm-ip-target 4 --minimum-ip-target 16 --set nodegroups.web.pods_per_node=6 $o --print nodeadm | sed -n 's/.*maxPodsExpression: "\(.*\)"/\1/p')"; done
29
110
20
110
$ ipplan tune ipv6.yaml
ipplan: ipv6.yaml: an IPv6 node ignores all warm targets, so there is nothing to tune
[4]
$ ipplan tune rollout.yaml --set nodegroups.web.os=windows
ipplan: rollout.yaml: the plan has no Linux node group, and no other has warm targets
[4]
$ ipplan tune service-cidr.yaml
ipplan: service-cidr.yaml: the plan has no Linux node group, and no other has warm targets
[4]
$ ipplan tune rollout.yaml --warm-ip-target 0..9999 --minimum-ip-target 0..9999
ipplan: a grid of 1800000000 points; at most 200000 are searched, give fewer values; see ipplan help tune
[2]
$ ipplan tune rollout.yaml --warm-ip-target 0..10000
ipplan: WARM_IP_TARGET: 0..10000: expected two whole numbers, the first not above the second, and at most 10000 values; see ipplan help tune
[2]
$ ipplan tune rollout.yaml --warm-ip-target 0..9999,10000..19999
ipplan: WARM_IP_TARGET: more than 10000 values; see ipplan help tune
[2]
$ ipplan tune rollout.yaml --warm-ip-target 5..4
ipplan: WARM_IP_TARGET: 5..4: expected two whole numbers, the first not above the second, and at most 10000 values; see ipplan help tune
[2]
$ ipplan tune rollout.yaml --warm-ip-target ..
ipplan: WARM_IP_TARGET: ..: expected two whole numbers, the first not above the second, and at most 10000 values; see ipplan help tune
[2]
$ ipplan tune rollout.yaml --print helm -o json
ipplan: --print prints text of its own; it goes with neither --all nor --output; see ipplan help tune
[2]
$ ipplan tune rollout.yaml --trace used.txt
ipplan: used.txt:1: t: no such column
[3]
$ ipplan tune rollout.yaml --churn -1
ipplan: --churn -1: expected pods a minute, a number from 0 to 1200 with at most 3 decimals; see ipplan help tune
[2]
$ ipplan tune upgrade.yaml --trace - <fleet.csv
ipplan: standard input:1: nodegroup: a trace of node groups, and here it is of one node; ipplan simulate takes it with --plan, ipplan tune from a file
[3]
$ ipplan tune rollout.yaml --cni-version 1.23.1 --print kubectl --mode secondary
kubectl set env daemonset aws-node -n kube-system ENABLE_PREFIX_DELEGATION=false MINIMUM_IP_TARGET=16 WARM_ENI_TARGET=1 WARM_IP_TARGET=8 WARM_PREFIX_TARGET=1
$ ipplan tune rollout.yaml --cni-version 0.1
ipplan: 0.1: no rules for that release of the CNI; there are those of v1.23.1
[4]
