using System.Globalization;
using ClvPredict.Benchmarks;

switch (args)
{
    case ["train" or "predict", .. { Length: 8 } rest]:
        BoostingBenchmark.Run(args[0], rest);
        return 0;
    case ["customers", var file, var customers, var seed]:
        MatrixFile.Simulate(
            file,
            int.Parse(customers, CultureInfo.InvariantCulture),
            long.Parse(seed, CultureInfo.InvariantCulture)
        );
        return 0;
    case ["features", _, ..]:
        FeatureBenchmark.Run(args[1..]);
        return 0;
    case ["scoring", .. var rest]:
        ScoringBenchmark.Run(rest);
        return 0;
    case ["one", _, ..]:
        OneCustomerBenchmark.Run(args[1..]);
        return 0;
    case ["btyd", .. var rest]:
        BtydBenchmark.Run(rest);
        return 0;
    case ["oracle", _, _, _, _, _]:
        OracleBenchmark.Run(args[1..]);
        return 0;
    case ["targets"]:
        TargetsBenchmark.Run();
        return 0;
    case ["experiments", .. { Length: < 2 } rest]:
        ExperimentsBenchmark.Run(rest);
        return 0;
    case ["totals", .. var rest]:
        TotalsBenchmark.Run(rest);
        return 0;
    case ["replenishment", _, _, _, ..]:
        ReplenishmentBenchmark.Run(args[1..]);
        return 0;
    case ["monitoring", .. var rest]:
        MonitoringBenchmark.Run(rest);
        return 0;
    case ["forecast", .. var rest]:
        ForecastBenchmark.Run(rest);
        return 0;
    case ["shop-channels", .. var rest]:
        ShopChannelBenchmark.Run(rest);
        return 0;
    case ["channels", .. var rest]:
        ChannelBenchmark.Run(rest);
        return 0;
    default:
        string[] usages =
        [
            BoostingBenchmark.Usage,
            MatrixFile.Usage,
            FeatureBenchmark.Usage,
            ScoringBenchmark.Usage,
            OneCustomerBenchmark.Usage,
            BtydBenchmark.Usage,
            TotalsBenchmark.Usage,
            MonitoringBenchmark.Usage,
            OracleBenchmark.Usage,
            TargetsBenchmark.Usage,
            ExperimentsBenchmark.Usage,
            ReplenishmentBenchmark.Usage,
            ChannelBenchmark.Usage,
            ShopChannelBenchmark.Usage,
            ForecastBenchmark.Usage,
        ];
        foreach (var usage in usages)
            await Console.Error.WriteLineAsync(usage);
        return 2;
}
