using ClvPredict.Benchmarks;

switch (args)
{
    case ["boosting", .. var rest]:
        BoostingBenchmark.Run(rest);
        return 0;
    default:
        await Console.Error.WriteLineAsync(BoostingBenchmark.Usage);
        return 2;
}
