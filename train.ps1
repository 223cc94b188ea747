# Trains a model on an order history, scores every customer with it and lists retention targets.
# Everything is done by clv; see clv run --help. For example: ./train.ps1 -Orders orders.csv -Horizon 90d
param(
    [string]$Orders = "data/sample-orders.csv",
    [string]$Horizon = "180d",
    [string]$Out = "out"
)

dotnet run -c Release --project src/ClvPredict.Cli -- run $Orders --horizon $Horizon --out $Out
exit $LASTEXITCODE
