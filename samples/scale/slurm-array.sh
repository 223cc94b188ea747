#!/bin/bash
# Scores eight shards as a Slurm array job, and merges them when all are done:
#   sbatch --array=1-8 samples/scale/slurm-array.sh ORDERS MODEL AS_OF FOLDER
#   sbatch --dependency=afterok:JOB --wrap 'clv merge FOLDER/part-*.parquet --out scores.parquet --targets targets.csv'
# A task that was killed is submitted again (scontrol requeue); it writes the same bytes. CLV is the command, by default clv.
#SBATCH --job-name=clv-score
#SBATCH --cpus-per-task=1
#SBATCH --requeue
set -euo pipefail
orders=$1 model=$2 as_of=$3 folder=$4
shards=${CLV_SHARDS:-${SLURM_ARRAY_TASK_COUNT:-$SLURM_ARRAY_TASK_MAX}}
exec ${CLV:-clv} score "$orders" --model "$model" --as-of "$as_of" --threads "${SLURM_CPUS_PER_TASK:-1}" \
    --shard "$SLURM_ARRAY_TASK_ID/$shards" --out "$folder/part-$SLURM_ARRAY_TASK_ID.parquet"
