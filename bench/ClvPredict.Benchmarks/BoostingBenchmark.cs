using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Benchmarks;

/// <summary>
/// Times boosting, on rows from a file or on a made-up regression: normal features, the first quarter of them exponentiated,
/// and y = 2 x0 + x1 x(q+1) + max(x(q+2), 0) + noise with q = features / 4. The first 80 % of the rows are trained on. The
/// settings are those of a plain XGBoost run: learning rate 0.1, 255 bins, L2 1, hessian at least 10 a leaf, no
/// sampling. Prints one JSON object: seconds to bin and to train, processor seconds, mean deviances.
/// </summary>
internal static class BoostingBenchmark
{
    public const string Usage =
        "boosting [rows=200000] [features=40] [rounds=100] [leaves=20] [threads=1] [objective=squared] [file]\n"
        + "  objective: squared, logistic, poisson, tweedie or gamma\n"
        + "  file: float32 columns, one after the other, labels last, in place of made-up ones";

    public static void Run(IReadOnlyList<string> args)
    {
        var rows = Number(args, 0, 200_000);
        var features = Number(args, 1, 40);
        var options = new BoostingOptions
        {
            Rounds = Number(args, 2, 100),
            MaxLeaves = Number(args, 3, 20),
            Threads = Number(args, 4, 1),
            MinChildHessian = 10,
            MinChildRows = 1,
        };
        var objective = ObjectiveOf(args.Count > 5 ? args[5] : "squared");
        var isMadeUp = args.Count <= 6;
        var columns = isMadeUp ? Generate(rows, features) : Read(args[6], rows, features);
        var labels = Array.ConvertAll(
            columns[^1],
            value => isMadeUp ? LabelFor(objective, value) : value
        );
        Measure(options, objective, columns[..^1], labels, rows * 4 / 5);
    }

    private static void Measure(
        BoostingOptions options,
        Objective objective,
        float[][] columns,
        double[] labels,
        int cut
    )
    {
        var bins = FeatureBins.Build(Slice(columns, ..cut), threads: options.Threads);
        var unseen = bins.Apply(Slice(columns, cut..), options.Threads);
        // The first run measures the losses and takes the time of the compiler on itself.
        var validated = BoostingTrainer.Train(
            options,
            objective,
            new BoostingData(bins, labels.AsMemory(0, cut)),
            new BoostingData(unseen, labels.AsMemory(cut))
        );
        var start = Stopwatch.GetTimestamp();
        bins = FeatureBins.Build(Slice(columns, ..cut), threads: options.Threads);
        var binSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var train = new BoostingData(bins, labels.AsMemory(0, cut));
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        start = Stopwatch.GetTimestamp();
        BoostingTrainer.Train(options, objective, train);
        var trainSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine(
            FormattableString.Invariant(
                $$"""{"bin": {{binSeconds:F4}}, "train": {{trainSeconds:F4}}, "processor": {{processor.TotalSeconds:F4}}, "training": {{validated.TrainingLoss[^1]:R}}, "validation": {{validated.ValidationLoss[^1]:R}}}"""
            )
        );
    }

    private static ReadOnlyMemory<float>[] Slice(float[][] columns, Range rows) =>
        Array.ConvertAll(columns, column => (ReadOnlyMemory<float>)column.AsMemory(rows));

    private static float[][] Generate(int rows, int features)
    {
        var random = new Random(1);
        var columns = new float[features + 1][];
        for (var feature = 0; feature <= features; feature++)
        {
            columns[feature] = new float[rows];
            foreach (ref var value in columns[feature].AsSpan())
            {
                var normal = Normal(random);
                value = (float)(feature < features / 4 ? Math.Exp(normal) : normal);
            }
        }
        var quarter = features / 4;
        for (var row = 0; row < rows; row++)
        {
            columns[^1][row] +=
                2 * columns[0][row]
                + columns[1][row] * columns[quarter + 1][row]
                + Math.Max(columns[quarter + 2][row], 0);
        }
        return columns;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());

    private static float[][] Read(string path, int rows, int features)
    {
        var values = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path));
        var columns = new float[features + 1][];
        for (var column = 0; column < columns.Length; column++)
            columns[column] = values.Slice(column * rows, rows).ToArray();
        return columns;
    }

    private static Objective ObjectiveOf(string name) =>
        name switch
        {
            "squared" => new SquaredObjective(),
            "logistic" => new LogisticObjective(),
            "poisson" => new PoissonObjective(),
            "tweedie" => new TweedieObjective(),
            "gamma" => new GammaObjective(),
            _ => throw new ArgumentException($"unknown objective {name}; {Usage}", nameof(name)),
        };

    private static double LabelFor(Objective objective, float value) =>
        objective switch
        {
            SquaredObjective => value,
            LogisticObjective => value > 3 ? 1 : 0,
            PoissonObjective => Math.Floor(Math.Max(value / 2, 0)),
            GammaObjective => Math.Max(value, 0) + 0.1,
            _ => Math.Max(value - 1, 0),
        };

    private static int Number(IReadOnlyList<string> args, int index, int otherwise) =>
        args.Count > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
}
