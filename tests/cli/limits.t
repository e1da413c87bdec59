$ ipplan limits m5.large p5.48xlarge m4.large hpc6a.48xlarge -o csv
instance_type,vcpus,memory_mib,arch,hypervisor,network_cards,max_enis,ipv4_per_eni,ipv6_per_eni,branch_enis,prefix_delegation,max_pods_secondary,max_pods_prefix,max_pods_recommended
m5.large,2,8192,amd64,nitro,1,3,10,10,9,true,29,434,29
p5.48xlarge,192,2097152,amd64,nitro,32,2,50,50,120,true,100,1570,100
m4.large,2,8192,amd64,xen,1,2,10,10,0,false,20,20,20
hpc6a.48xlarge,96,393216,amd64,nitro,1,2,50,50,,true,100,1570,100
$ ipplan limits --family m5 --columns instance_type,vcpus,max_enis,ipv4_per_eni,max_pods_secondary,max_pods_prefix,max_pods_recommended
INSTANCE_TYPE  VCPUS  MAX_ENIS  IPV4_PER_ENI  MAX_PODS_SECONDARY  MAX_PODS_PREFIX  MAX_PODS_RECOMMENDED
m5.12xlarge       48         8            30                 234             3714                   234
m5.16xlarge       64        15            50                 737            11762                   250
m5.24xlarge       96        15            50                 737            11762                   250
m5.2xlarge         8         4            15                  58              898                    58
m5.4xlarge        16         8            30                 234             3714                   110
m5.8xlarge        32         8            30                 234             3714                   234
m5.large           2         3            10                  29              434                    29
m5.metal          96        15            50                 737            11762                   250
m5.xlarge          4         4            15                  58              898                    58
$ ipplan limits -o csv | wc -l
1389
$ ipplan limits 't3.*' --min-pods 35 --columns instance_type,max_pods_recommended
INSTANCE_TYPE  MAX_PODS_RECOMMENDED
t3.2xlarge                       58
t3.large                         35
t3.xlarge                        58
$ ipplan limits 'c5.*' --min-pods 200 --columns instance_type,max_pods_recommended
INSTANCE_TYPE  MAX_PODS_RECOMMENDED
c5.12xlarge                     234
c5.18xlarge                     250
c5.24xlarge                     250
c5.9xlarge                      234
c5.metal                        250
$ ipplan limits m5.large --min-pods 18446744073709551615 -o csv --no-headers
ipplan: --min-pods 18446744073709551615: expected a whole number from 0 to 9223372036854775807; see ipplan help limits
[2]
$ ipplan limits m5.large -o json
{
  "schema": "ipplan/v1",
  "command": "limits",
  "limits": [
    {"instance_type": "m5.large", "vcpus": 2, "memory_mib": 8192, "arch": "amd64", "hypervisor": "nitro", "network_cards": 1, "max_enis": 3, "ipv4_per_eni": 10, "ipv6_per_eni": 10, "branch_enis": 9, "prefix_delegation": true, "max_pods_secondary": 29, "max_pods_prefix": 434, "max_pods_recommended": 29}
  ]
}
$ ipplan limits hs1.8xlarge -o jsonl
{"instance_type": "hs1.8xlarge", "vcpus": 16, "memory_mib": 119808, "arch": "amd64", "hypervisor": null, "network_cards": 1, "max_enis": 8, "ipv4_per_eni": 30, "ipv6_per_eni": null, "branch_enis": null, "prefix_delegation": false, "max_pods_secondary": 234, "max_pods_prefix": 234, "max_pods_recommended": 110}
$ ipplan limits m5.larg
ipplan: m5.larg: unknown instance type (did you mean m5.large?)
[4]
$ ipplan limits m5.large m5.lareg -o csv
ipplan: m5.lareg: unknown instance type (did you mean m5.large?)
[4]
$ ipplan limits 'zz*'
ipplan: zz*: no instance type matches
[4]
$ ipplan limits --family m55
ipplan: m55: unknown instance family (did you mean m5, m5a or m5d?)
[4]
$ ipplan limits --family ''
ipplan: : unknown instance family
[4]
$ ipplan limits m5.large x99.48xlarge --instance-types instance-types.json -o csv
instance_type,vcpus,memory_mib,arch,hypervisor,network_cards,max_enis,ipv4_per_eni,ipv6_per_eni,branch_enis,prefix_delegation,max_pods_secondary,max_pods_prefix,max_pods_recommended
m5.large,2,8192,amd64,nitro,1,4,12,12,9,true,46,706,46
x99.48xlarge,192,786432,arm64,nitro,2,8,50,50,,true,394,6274,250
$ ipplan limits 'x99*'
ipplan: x99*: no instance type matches
[4]
$ ipplan limits --instance-types aws-node.json
ipplan: aws-node.json: no instance type in it; expected aws ec2 describe-instance-types
[3]
$ ipplan limits --instance-types no-such-file
ipplan: no-such-file: cannot read: No such file or directory
[3]
$ echo '{"InstanceTypes":[{"InstanceType":"a.b","VCpuInfo":{"DefaultVCpus":1},"MemoryInfo":{"SizeInMiB":1},"NetworkInfo":{"MaximumNetworkInterfaces":1,"Ipv4AddressesPerInterface":1}}]}' | ipplan limits --instance-types -
ipplan: standard input:1:172: Ipv4AddressesPerInterface: expected a number from 2 to 65535
[3]
$ echo '{"InstanceTypes":[{"InstanceType":"a.b","VCpuInfo":{"DefaultVCpus":-1}}]}' | ipplan limits --instance-types -
ipplan: standard input:1:68: DefaultVCpus: expected a number from 1 to 65535
[3]
$ echo '{"InstanceTypes":[{"InstanceType":"a.b"}]}' | ipplan limits --instance-types -
ipplan: standard input:1:19: DefaultVCpus: expected a number from 1 to 65535
[3]
$ ipplan limits -o csv 'm*' >/dev/full
ipplan: standard output: No space left on device
[5]
$ ipplan limits --sort-by -max_pods_prefix --columns instance_type,max_pods_prefix -o csv 'm5.*' | head -3
instance_type,max_pods_prefix
m5.16xlarge,11762
m5.24xlarge,11762
$ ipplan version
ipplan 0.1.0
licence: GPL-3.0-or-later; there is no warranty
instance types: 1388, as of 2026-08-18 (DescribeInstanceTypes as kept by moto, amazon-vpc-cni-k8s, amazon-eks-ami, karpenter and amazon-vpc-resource-controller-k8s)
rules of the AWS VPC CNI: v1.23.1
$ ipplan --version | head -1
ipplan 0.1.0
$ ipplan version now
ipplan: now: version takes no operand; see ipplan help version
[2]
$ ipplan limits m5.large --now 2026-08-18T00:00:00Z -o csv --no-headers --columns max_enis
3
$ ipplan limits m5.large --now 2026-02-29
ipplan: --now: expected a time such as 2026-11-22T10:00:00Z or 1700000000, got "2026-02-29"; see ipplan help limits
[2]
$ ipplan limits m5.large --now tomorrow -o csv
ipplan: --now: expected a time such as 2026-11-22T10:00:00Z or 1700000000, got "tomorrow"; see ipplan help limits
[2]
