using ClvPredict.Benchmarks;

switch (args)
{
    case ["boosting", .. var rest]:
        BoostingBenchmark.Run(rest);
        return 0;
    case ["features", _, ..]:
        FeatureBenchmark.Run(args[1..]);
        return 0;
    case ["scoring", .. var rest]:
        ScoringBenchmark.Run(rest);
        return 0;
    case ["btyd", .. var rest]:
        BtydBenchmark.Run(rest);
        return 0;
    default:
        await Console.Error.WriteLineAsync(BoostingBenchmark.Usage);
        await Console.Error.WriteLineAsync(FeatureBenchmark.Usage);
        await Console.Error.WriteLineAsync(ScoringBenchmark.Usage);
        await Console.Error.WriteLineAsync(BtydBenchmark.Usage);
        return 2;
}
