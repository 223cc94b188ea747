using System.Diagnostics;
using System.Globalization;
using ClvPredict.Models.Trees;
using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Benchmarks;

/// <summary>
/// Times training and scoring on rows from a file. The settings are those of a plain XGBoost run: learning rate 0.1, 255
/// bins, L2 1, hessian at least 10 a leaf, no sampling. Prints one JSON object.
/// </summary>
internal static class BoostingBenchmark
{
    public const string Usage =
        "train FILE ROWS FEATURES LABEL ROUNDS LEAVES THREADS OBJECTIVE\n"
        + "  trains on the first 80 % of the rows: seconds to bin and to train, processor seconds, memory, mean deviances\n"
        + "predict FILE ROWS FEATURES LABEL ROUNDS LEAVES THREADS OBJECTIVE\n"
        + "  trains on the first 50,000 rows and scores all: rows per second\n"
        + "  FILE: float32 columns, one after the other, the features first\n"
        + "  LABEL: which column after the features holds the labels, 0 for the first\n"
        + "  OBJECTIVE: squared, logistic or tweedie (1.5)";

    private const int RowsToLearnScoring = 50_000;

    public static void Run(string work, IReadOnlyList<string> args)
    {
        var (file, rows, features) = (args[0], Number(args[1]), Number(args[2]));
        var options = new BoostingOptions
        {
            Rounds = Number(args[4]),
            MaxLeaves = Number(args[5]),
            Threads = Number(args[6]),
            MinChildHessian = 10,
            MinChildRows = 1,
        };
        Objective objective = args[7] switch
        {
            "squared" => new SquaredObjective(),
            "logistic" => new LogisticObjective(),
            "tweedie" => new TweedieObjective(1.5),
            var other => throw new ArgumentException($"unknown objective {other}; {Usage}"),
        };
        var columns = MatrixFile.Read(file, rows, features, Number(args[3]), out var labels);
        if (work == "train")
            Train(options, objective, columns, labels, rows * 4 / 5);
        else
            Predict(options, objective, columns, labels);
    }

    private static void Train(
        BoostingOptions options,
        Objective objective,
        ReadOnlyMemory<float>[] columns,
        double[] labels,
        int cut
    )
    {
        var unseenColumns = Slice(columns, cut..);
        columns = Slice(columns, ..cut);
        var memory = PeakMemory.Start();
        var bins = FeatureBins.Build(columns, threads: options.Threads);
        BoostingTrainer.Train(options, objective, Data(bins, labels.AsMemory(..cut)));
        var megabytes = memory.Megabytes();
        // The run before has taken the time of the compiler on itself.
        var start = Stopwatch.GetTimestamp();
        bins = FeatureBins.Build(columns, threads: options.Threads);
        var binSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var train = Data(bins, labels.AsMemory(..cut));
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        start = Stopwatch.GetTimestamp();
        var result = BoostingTrainer.Train(options, objective, train);
        var trainSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        var scores = new double[labels.Length - cut];
        new CompiledEnsemble(Ensemble(result, columns.Length)).RawScores(
            unseenColumns,
            scores,
            options.Threads,
            CancellationToken.None
        );
        var validation =
            objective.DevianceSum(labels.AsSpan(cut..), [], scores, result.InitialScore)
            / scores.Length;
        Print(
            $$"""{"bin": {{binSeconds:F4}}, "train": {{trainSeconds:F4}}, "processor": {{processor.TotalSeconds:F4}}, "megabytes": {{megabytes:F0}}, "training": {{result.TrainingLoss[^1]:R}}, "validation": {{validation:R}}}"""
        );
    }

    private static void Predict(
        BoostingOptions options,
        Objective objective,
        ReadOnlyMemory<float>[] columns,
        double[] labels
    )
    {
        var count = Math.Min(RowsToLearnScoring, labels.Length);
        var bins = FeatureBins.Build(Slice(columns, ..count), threads: options.Threads);
        var result = BoostingTrainer.Train(
            options,
            objective,
            Data(bins, labels.AsMemory(..count))
        );
        var compiled = new CompiledEnsemble(Ensemble(result, columns.Length));
        var scores = new double[labels.Length];
        var rates = new List<double>();
        for (var run = 0; run < 6; run++)
        {
            var (start, times) = (Stopwatch.GetTimestamp(), 0);
            do
            {
                compiled.RawScores(columns, scores, options.Threads, CancellationToken.None);
                times++;
            } while (Stopwatch.GetElapsedTime(start).TotalSeconds < 0.3);
            rates.Add(times * (scores.Length / Stopwatch.GetElapsedTime(start).TotalSeconds));
        }
        // The first run includes the time of the compiler.
        Print($$"""{"rate": {{rates.Skip(1).Order().ElementAt(2):F0}}}""");
    }

    private static BoostingData Data(FeatureBins bins, ReadOnlyMemory<double> labels) =>
        new(bins, labels);

    private static TreeEnsemble Ensemble(BoostingResult result, int features) =>
        new()
        {
            Kind = EnsembleKind.FastTreeTweedie,
            FeatureCount = features,
            Trees = result.Trees,
        };

    private static ReadOnlyMemory<float>[] Slice(ReadOnlyMemory<float>[] columns, Range rows) =>
        Array.ConvertAll(columns, column => column[rows]);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) =>
        Console.WriteLine(FormattableString.Invariant(line));
}
