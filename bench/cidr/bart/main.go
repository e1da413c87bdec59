// What a program written on Go's bart (github.com/gaissmai/bart) costs.
//
// usage: bart touch A B    entries of A that share an address with B
//        bart pairs A B    every overlapping pair, "A-entry B-entry"
//
// Built outside the tree, in a copy of this folder:
//
//	go mod init bart && go get github.com/gaissmai/bart && go build
package main

import (
	"bufio"
	"log"
	"net/netip"
	"os"

	"github.com/gaissmai/bart"
)

func each(path string, f func(netip.Prefix, []byte)) {
	file, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(bufio.NewReaderSize(file, 1<<16))
	for lines.Scan() {
		p, err := netip.ParsePrefix(lines.Text())
		if err != nil {
			a, err2 := netip.ParseAddr(lines.Text())
			if err2 != nil {
				log.Fatal(err)
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		f(p, lines.Bytes())
	}
}

// Equal entries of B share a slot; its value says how many there are.
func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: bart touch|pairs A B")
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<16)
	defer out.Flush()
	table := new(bart.Table[int])
	each(os.Args[3], func(p netip.Prefix, _ []byte) {
		n, _ := table.Get(p)
		table.Insert(p, n+1)
	})
	if os.Args[1] == "touch" {
		each(os.Args[2], func(p netip.Prefix, line []byte) {
			if table.OverlapsPrefix(p) {
				out.Write(line)
				out.WriteByte('\n')
			}
		})
		return
	}
	var buf []byte
	each(os.Args[2], func(p netip.Prefix, line []byte) {
		pair := func(q netip.Prefix, n int) {
			buf = append(append(buf[:0], line...), ' ')
			buf = append(q.AppendTo(buf), '\n')
			for ; n > 0; n-- {
				out.Write(buf)
			}
		}
		for q, n := range table.Supernets(p) {
			pair(q, n)
		}
		for q, n := range table.Subnets(p) {
			if q != p { // Supernets had it
				pair(q, n)
			}
		}
	})
}
