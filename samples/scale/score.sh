#!/bin/bash
# Scores order lines that an engine pipes in, such as a partition of Spark: CSV lines without a header, all of a customer one after
# the other, ascending by the bytes of customer_id. Prints score rows without a header; nothing for a partition without lines.
#   score.sh HEADER AS_OF MODEL      HEADER names the columns: customer_id,order_date,amount
# CLV is the command, by default clv.
set -euo pipefail
header=$1 as_of=$2 model=$3
IFS= read -r first || [ -n "$first" ] || exit 0
{ printf '%s\n%s\n' "$header" "$first"; cat; } |
    ${CLV:-clv} score - --sorted --as-of "$as_of" --model "$model" --out - |
    tail -n +2
