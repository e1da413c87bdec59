$ ipplan maxpods m5.large -o csv
instance_type,rule,max_pods,binding,source
m5.large,eni,29,addresses,"max-pods-calculator.sh, eni-max-pods.txt"
m5.large,prefix,434,addresses,max-pods-calculator.sh
m5.large,recommended,29,addresses,max-pods-calculator.sh
m5.large,karpenter,29,addresses,karpenter-provider-aws ENILimitedPods
m5.large,nodeadm,29,addresses,amazon-eks-ami nodeadm
m5.large,managed_node_group,29,addresses,"EKS User Guide, choosing-instance-type"
m5.large,auto_mode,27,addresses,"EKS User Guide, automode"
m5.large,windows,9,addresses,amazon-vpc-resource-controller-k8s provider/ip
m5.large,windows_prefix,110,cap,amazon-vpc-resource-controller-k8s provider/prefix
m5.large,addresses,27,addresses,amazon-vpc-cni-k8s ipamd.go
$ ipplan maxpods c5.4xlarge --mode prefix -o csv --columns rule,max_pods,binding
rule,max_pods,binding
eni,234,addresses
prefix,3714,addresses
recommended,110,cap
karpenter,234,addresses
nodeadm,234,addresses
managed_node_group,110,cap
auto_mode,110,cap
windows,29,addresses
windows_prefix,110,cap
addresses,3712,addresses
$ ipplan maxpods m5.24xlarge --custom-networking --pod-eni --max-eni 4 --reserved-enis 1 --columns rule,max_pods,binding
RULE                MAX_PODS  BINDING
eni                      149  addresses
prefix                  2354  addresses
recommended              149  addresses
karpenter                688  addresses
nodeadm                  737  addresses
managed_node_group       149  addresses
auto_mode                110  cap
windows                   49  addresses
windows_prefix           110  cap
addresses                 98  addresses
$ ipplan maxpods m4.xlarge --mode prefix --columns rule,max_pods,binding
RULE                MAX_PODS  BINDING
eni                       58  addresses
prefix                    58  not_nitro
recommended               58  not_nitro
karpenter                 58  addresses
nodeadm                   58  addresses
managed_node_group        58  not_nitro
auto_mode                 56  addresses
windows                   14  addresses
windows_prefix            14  not_nitro
addresses                 56  not_nitro
$ ipplan maxpods m4.xlarge --mode ipv6 -o csv --columns rule,max_pods,binding
rule,max_pods,binding
eni,58,addresses
prefix,58,not_nitro
recommended,0,refused
karpenter,58,addresses
nodeadm,58,addresses
managed_node_group,0,refused
auto_mode,56,addresses
windows,14,addresses
windows_prefix,14,not_nitro
addresses,0,refused
$ ipplan maxpods m5.large --mode ipv6 -o json
{
  "schema": "ipplan/v1",
  "command": "maxpods",
  "maxpods": [
    {"instance_type": "m5.large", "rule": "eni", "max_pods": 29, "binding": "addresses", "source": "max-pods-calculator.sh, eni-max-pods.txt"},
    {"instance_type": "m5.large", "rule": "prefix", "max_pods": 434, "binding": "addresses", "source": "max-pods-calculator.sh"},
    {"instance_type": "m5.large", "rule": "recommended", "max_pods": 110, "binding": "cap", "source": "max-pods-calculator.sh"},
    {"instance_type": "m5.large", "rule": "karpenter", "max_pods": 29, "binding": "addresses", "source": "karpenter-provider-aws ENILimitedPods"},
    {"instance_type": "m5.large", "rule": "nodeadm", "max_pods": 29, "binding": "addresses", "source": "amazon-eks-ami nodeadm"},
    {"instance_type": "m5.large", "rule": "managed_node_group", "max_pods": 110, "binding": "cap", "source": "EKS User Guide, choosing-instance-type"},
    {"instance_type": "m5.large", "rule": "auto_mode", "max_pods": 27, "binding": "addresses", "source": "EKS User Guide, automode"},
    {"instance_type": "m5.large", "rule": "windows", "max_pods": 9, "binding": "addresses", "source": "amazon-vpc-resource-controller-k8s provider/ip"},
    {"instance_type": "m5.large", "rule": "windows_prefix", "max_pods": 110, "binding": "cap", "source": "amazon-vpc-resource-controller-k8s provider/prefix"},
    {"instance_type": "m5.large", "rule": "addresses", "max_pods": null, "binding": null, "source": "amazon-vpc-cni-k8s ipamd.go"}
  ]
}
$ ipplan maxpods hpc6id.32xlarge --custom-networking -o csv --columns rule,max_pods,binding
rule,max_pods,binding
eni,2,no_eni
prefix,2,no_eni
recommended,2,no_eni
karpenter,51,addresses
nodeadm,51,addresses
managed_node_group,2,no_eni
auto_mode,49,addresses
windows,49,addresses
windows_prefix,110,cap
addresses,0,no_eni
$ ipplan maxpods m5.large --reserved-enis 9223372036854775807 --max-eni 9223372036854775807 -o csv --columns rule,max_pods,binding
rule,max_pods,binding
eni,29,addresses
prefix,434,addresses
recommended,29,addresses
karpenter,0,no_eni
nodeadm,29,addresses
managed_node_group,29,addresses
auto_mode,27,addresses
windows,9,addresses
windows_prefix,110,cap
addresses,27,addresses
$ ipplan maxpods m5.large --max-pods 20 -o csv --columns rule,max_pods,binding
rule,max_pods,binding
eni,29,addresses
prefix,434,addresses
recommended,29,addresses
karpenter,20,option
nodeadm,20,option
managed_node_group,29,addresses
auto_mode,27,addresses
windows,9,addresses
windows_prefix,20,option
addresses,27,addresses
$ ipplan maxpods x99.48xlarge --instance-types instance-types.json -o csv --columns rule,max_pods,binding
rule,max_pods,binding
eni,394,addresses
prefix,6274,addresses
recommended,250,cap
karpenter,394,addresses
nodeadm,394,addresses
managed_node_group,250,cap
auto_mode,110,cap
windows,49,addresses
windows_prefix,110,cap
addresses,392,addresses
$ ipplan maxpods 't3.n*' 't3.sm*' -o csv --columns instance_type,rule,max_pods | head -3
instance_type,rule,max_pods
t3.nano,eni,4
t3.nano,prefix,34
$ ipplan maxpods
ipplan: which instance type?
[2]
$ ipplan maxpods m5.lage
ipplan: m5.lage: unknown instance type (did you mean m5.large?)
[4]
$ ipplan maxpods m5.large --mode ipv4
ipplan: --mode ipv4: expected secondary|prefix|ipv6 (did you mean ipv6?); see ipplan help maxpods
[2]
$ ipplan maxpods m5.large --max-eni -1
ipplan: --max-eni -1: expected a whole number from 0 to 9223372036854775807; see ipplan help maxpods
[2]
