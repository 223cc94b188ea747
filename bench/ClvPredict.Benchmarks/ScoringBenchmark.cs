using System.Diagnostics;
using System.Globalization;
using ClvPredict.Models.Trees;
using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Benchmarks;

/// <summary>
/// Times the scoring of trees boosted on a made-up regression: normal features, the first quarter of them exponentiated,
/// y = 2 x0 + x1 x(q+1) + max(x(q+2), 0) + noise with q = features / 4. Every way of scoring runs in turn, several times;
/// the median is reported per second of processor time and per second of wall-clock time.
/// </summary>
internal static class ScoringBenchmark
{
    public const string Usage =
        "scoring [rows=200000] [features=40] [rounds=100] [leaves=20] [threads=1] [repeats=9]";

    public static void Run(IReadOnlyList<string> args)
    {
        int rows = Number(args, 0, 200_000);
        int features = Number(args, 1, 40);
        int rounds = Number(args, 2, 100);
        int leaves = Number(args, 3, 20);
        int threads = Number(args, 4, 1);
        int repeats = Number(args, 5, 9);
        var columns = Columns(rows, features, out var labels);
        var rowMajor = RowMajor(columns, rows);
        var ensemble = Train(columns, labels, rounds, leaves);
        Console.WriteLine(
            FormattableString.Invariant(
                $"{rows} rows x {features} features, {ensemble.Trees.Length} trees x {leaves} leaves, {MeanSteps(ensemble, rowMajor):F2} splits a walk, {threads} threads"
            )
        );
        var (scores, sums) = (new float[rows], new double[rows]);
        var ways = new List<(string Name, int Rows, Action Work)>();
        foreach (var path in Enum.GetValues<ScoringPath>())
        {
            var compiled = new CompiledEnsemble(ensemble, path);
            ways.Add(
                (
                    path.ToString(),
                    rows,
                    () => compiled.Score(rowMajor, scores, threads, CancellationToken.None)
                )
            );
        }
        var fastest = new CompiledEnsemble(ensemble);
        ways.Add(
            (
                "columns",
                rows,
                () => fastest.RawScores(columns, sums, threads, CancellationToken.None)
            )
        );
        int few = Math.Max(rows / 10, 1);
        ways.Add(("one row", few, () => OneByOne(fastest, rowMajor, features, few)));
        var some = Array.ConvertAll(columns, column => column[..few]);
        var explainer = TreeExplainer.WithBackground(ensemble, some, CancellationToken.None);
        var contributions = new double[few * features];
        ways.Add(
            (
                "explain",
                few,
                () => explainer.Explain(some, contributions, threads, CancellationToken.None)
            )
        );
        Report(ways, repeats);
    }

    private static void OneByOne(
        CompiledEnsemble ensemble,
        float[] rowMajor,
        int features,
        int rows
    )
    {
        for (int r = 0; r < rows; r++)
            ensemble.RawScore(rowMajor.AsSpan(r * features, features));
    }

    private static void Report(List<(string Name, int Rows, Action Work)> ways, int repeats)
    {
        var rates = ways.ConvertAll(_ => new List<(double Cpu, double Wall)>());
        // The first round includes the time of the compiler.
        for (int repeat = -1; repeat < repeats; repeat++)
        {
            for (int w = 0; w < ways.Count; w++)
            {
                var cpu = Process.GetCurrentProcess().UserProcessorTime;
                long start = Stopwatch.GetTimestamp();
                int times = 0;
                do
                {
                    ways[w].Work();
                    times++;
                } while (Stopwatch.GetElapsedTime(start).TotalSeconds < 0.3);
                double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
                double used = (Process.GetCurrentProcess().UserProcessorTime - cpu).TotalSeconds;
                double done = (double)times * ways[w].Rows;
                if (repeat >= 0)
                    rates[w].Add((done / used, done / wall));
            }
        }
        for (int w = 0; w < ways.Count; w++)
        {
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{ways[w].Name}: {Median(rates[w].Select(r => r.Cpu)):N0} rows per processor second, {Median(rates[w].Select(r => r.Wall)):N0} rows/s"
                )
            );
        }
    }

    private static double Median(IEnumerable<double> values) =>
        values.Order().ElementAt(values.Count() / 2);

    private static TreeEnsemble Train(
        ReadOnlyMemory<float>[] columns,
        double[] labels,
        int rounds,
        int leaves
    )
    {
        var options = new BoostingOptions
        {
            Rounds = rounds,
            MaxLeaves = leaves,
            MinChildHessian = 10,
            MinChildRows = 1,
        };
        var data = new BoostingData(FeatureBins.Build(columns), labels);
        return new TreeEnsemble
        {
            Kind = EnsembleKind.FastTreeRegression,
            FeatureCount = columns.Length,
            Trees = BoostingTrainer.Train(options, new SquaredObjective(), data).Trees,
        };
    }

    private static double MeanSteps(TreeEnsemble ensemble, float[] rowMajor)
    {
        long steps = 0;
        const int Rows = 1000;
        for (int r = 0; r < Rows; r++)
        {
            var row = rowMajor.AsSpan(r * ensemble.FeatureCount, ensemble.FeatureCount);
            foreach (var tree in ensemble.Trees)
            {
                for (int n = 0; n >= 0; steps++)
                {
                    n =
                        row[tree.SplitFeature[n]] <= tree.Threshold[n]
                            ? tree.LteChild[n]
                            : tree.GtChild[n];
                }
            }
        }
        return steps / (double)(Rows * ensemble.Trees.Length);
    }

    private static ReadOnlyMemory<float>[] Columns(int rows, int features, out double[] labels)
    {
        var random = new Random(1);
        var columns = new float[features][];
        int quarter = features / 4;
        for (int f = 0; f < features; f++)
        {
            columns[f] = new float[rows];
            foreach (ref float value in columns[f].AsSpan())
                value = (float)(f < quarter ? Math.Exp(Normal(random)) : Normal(random));
        }
        labels = new double[rows];
        for (int r = 0; r < rows; r++)
        {
            labels[r] =
                2 * columns[0][r]
                + columns[1][r] * columns[quarter + 1][r]
                + Math.Max(columns[quarter + 2][r], 0)
                + Normal(random);
        }
        return Array.ConvertAll(columns, column => (ReadOnlyMemory<float>)column);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());

    private static float[] RowMajor(ReadOnlyMemory<float>[] columns, int rows)
    {
        var values = new float[columns.Length * rows];
        for (int f = 0; f < columns.Length; f++)
        {
            var column = columns[f].Span;
            for (int r = 0; r < rows; r++)
                values[r * columns.Length + f] = column[r];
        }
        return values;
    }

    private static int Number(IReadOnlyList<string> args, int index, int otherwise) =>
        args.Count > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
}
