#!/bin/sh
echo "no cmocka: the unit tests were neither built nor run"
exit 77
