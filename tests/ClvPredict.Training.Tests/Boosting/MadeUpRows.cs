using ClvPredict.Models.Trees;
using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Tests.Boosting;

/// <summary>Small made-up problems and plain scoring for the boosting tests.</summary>
internal static class MadeUpRows
{
    /// <summary>
    /// Columns of different kinds by turns: normal, skewed, a small count, and normal with a quarter missing.
    /// </summary>
    public static ReadOnlyMemory<float>[] Columns(int rows, int features, int seed)
    {
        var random = new Random(seed);
        var columns = new ReadOnlyMemory<float>[features];
        for (var feature = 0; feature < features; feature++)
        {
            var column = new float[rows];
            for (var row = 0; row < rows; row++)
            {
                var normal = Normal(random);
                column[row] = (feature % 4) switch
                {
                    0 => (float)normal,
                    1 => (float)Math.Exp(normal),
                    2 => random.Next(5),
                    _ => random.Next(4) == 0 ? float.NaN : (float)normal,
                };
            }
            columns[feature] = column;
        }
        return columns;
    }

    /// <summary>Columns that are 0 in nine rows of ten, with a missing value now and then.</summary>
    public static ReadOnlyMemory<float>[] SparseColumns(int rows, int features, int seed)
    {
        var random = new Random(seed);
        return Array.ConvertAll(
            Columns(rows, features, seed),
            column =>
                (ReadOnlyMemory<float>)
                    Array.ConvertAll(column.ToArray(), x => random.Next(10) == 0 ? x : 0)
        );
    }

    /// <summary>Labels that the objective takes and that depend on the first columns.</summary>
    public static double[] Labels(Objective objective, ReadOnlyMemory<float>[] columns, int seed)
    {
        var random = new Random(seed);
        var labels = new double[columns[0].Length];
        for (var row = 0; row < labels.Length; row++)
        {
            var signal = 0.8 * columns[0].Span[row] + 0.4 * columns[^1].Span[row];
            if (double.IsNaN(signal))
                signal = -0.5;
            labels[row] = objective switch
            {
                LogisticObjective => random.NextDouble() < 1 / (1 + Math.Exp(-signal)) ? 1 : 0,
                PoissonObjective => Math.Floor(Math.Exp(signal) * 2 * random.NextDouble()),
                TweedieObjective => random.Next(3) == 0 ? Math.Exp(signal + Normal(random)) : 0,
                GammaObjective => Math.Exp(signal + 0.5 * Normal(random)),
                _ => signal + Normal(random),
            };
        }
        return labels;
    }

    /// <summary>Every objective, with its parameters set.</summary>
    public static Objective[] Objectives() =>
        [
            new SquaredObjective(),
            new LogisticObjective(),
            new PoissonObjective(),
            new TweedieObjective(1.3),
            new GammaObjective(),
            new HuberObjective(0.7),
            new QuantileObjective(0.7),
        ];

    /// <summary>Raw score of each row by walking the float trees.</summary>
    public static double[] Scores(BoostingResult result, ReadOnlyMemory<float>[] columns)
    {
        var scores = new double[columns[0].Length];
        for (var row = 0; row < scores.Length; row++)
        {
            scores[row] = result.InitialScore;
            foreach (var tree in result.Trees)
                scores[row] += tree.LeafValue[Leaf(tree, columns, row)];
        }
        return scores;
    }

    public static int Leaf(RegressionTree tree, ReadOnlyMemory<float>[] columns, int row)
    {
        var node = 0;
        while (node >= 0)
        {
            var value = columns[tree.SplitFeature[node]].Span[row];
            node = value <= tree.Threshold[node] ? tree.LteChild[node] : tree.GtChild[node];
        }
        return ~node;
    }

    /// <summary>Rows of the feature vector that bins stand for: numbers as they are, categories one-hot.</summary>
    public static float[] OneHotRows(FeatureBins bins, ReadOnlyMemory<float>[] columns)
    {
        var vectors = new float[bins.RowCount * bins.SlotCount];
        for (var row = 0; row < bins.RowCount; row++)
        {
            for (var feature = 0; feature < columns.Length; feature++)
            {
                var value = columns[feature].Span[row];
                var slot = row * bins.SlotCount + bins.FirstSlot(feature);
                if (!bins.IsCategorical(feature))
                    vectors[slot] = value;
                else if (!float.IsNaN(value))
                    vectors[slot + (int)value] = 1;
            }
        }
        return vectors;
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Two periods of 1000 rows whose labels are noise, the second raised by a level.</summary>
    public static (BoostingData Train, BoostingData Validation) Noise(int seed, double level)
    {
        var columns = Columns(rows: 2000, features: 6, seed);
        var random = new Random(seed + 100);
        var labels = Enumerable.Range(0, 2000).Select(_ => Normal(random)).ToArray();
        var bins = FeatureBins.Build(Slice(columns, ..1000));
        return (
            new BoostingData(bins, labels.AsMemory(..1000)),
            new BoostingData(
                bins.Apply(Slice(columns, 1000..)),
                labels[1000..].Select(y => y + level).ToArray()
            )
        );
    }

    /// <summary>The same rows of every column.</summary>
    public static ReadOnlyMemory<float>[] Slice(ReadOnlyMemory<float>[] columns, Range rows) =>
        Array.ConvertAll(columns, column => column[rows]);

    /// <summary>All numbers of a model in one text, for comparison bit by bit.</summary>
    public static string Fingerprint(BoostingResult result) =>
        string.Join(
            '\n',
            result.Trees.Select(t =>
                FormattableString.Invariant(
                    $"{string.Join(',', t.LteChild)};{string.Join(',', t.GtChild)};{string.Join(',', t.SplitFeature)};{string.Join(',', t.CategoricalSplits.SelectMany(c => c.Features.Prepend(c.Node)))};{Bits(t.Threshold.Select(x => (double)x))};{Bits(t.LeafValue)};{Bits(t.SplitGain)}"
                )
            )
        )
        + Bits(result.TrainingLoss)
        + Bits(result.ValidationLoss)
        + Bits([result.InitialScore]);

    private static string Bits(IEnumerable<double> values) =>
        string.Join(',', values.Select(BitConverter.DoubleToInt64Bits));
}
