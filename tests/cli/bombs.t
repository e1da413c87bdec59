$ printf 'cluster: ' >bomb.yaml && head -c 20000000 /dev/zero | tr '\0' a >>bomb.yaml
$ gzip bomb.yaml && ipplan plan bomb.yaml.gz
ipplan: bomb.yaml.gz: larger than 16 MiB, unpacked
[3]
$ head -c 20000000 /dev/zero | tr '\0' a | gzip >line.gz
$ ipplan cidr merge line.gz
ipplan: line.gz:1: a line longer than 16 MiB
[3]
$ ipplan cidr contains 10.0.0.0/8 <line.gz
ipplan: standard input:1: a line longer than 16 MiB
[3]
$ ipplan cidr merge --column aa line.gz
ipplan: line.gz:1: a row longer than 16 MiB
[3]
$ (printf 'addr\n"'; gzip -dc line.gz) | ipplan cidr contains --column addr 10.0.0.0/8
addr
ipplan: standard input:2: a row longer than 16 MiB
[3]
$ ipplan node --pods 1 --cni-env line.gz m5.large
ipplan: line.gz: larger than 16 MiB, unpacked
[3]
$ (printf '{"NextToken":['; gzip -dc line.gz | sed 's/aa/1,/g') | ipplan import -
ipplan: standard input:1:1508077: a record of more than 64 MiB
[3]
$ (printf '{"Subnets":[{"SubnetId":['; gzip -dc line.gz | sed 's/aa/1,/g') | ipplan import -
ipplan: standard input:1:1508088: a record of more than 64 MiB
[3]
$ (printf '{"Subnets":[{"SubnetId":"'; gzip -dc line.gz) | ipplan import -
ipplan: standard input:1: a text or a gap longer than 16 MiB
[3]
$ (echo 'cluster: |'; head -c 500000 /dev/zero | tr '\0' '\n') >blank.yaml && timeout 5 ipplan plan blank.yaml
ipplan: blank.yaml:4098: more than 4096 blank lines in a row
[3]
