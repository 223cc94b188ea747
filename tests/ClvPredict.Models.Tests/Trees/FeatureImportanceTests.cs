using ClvPredict.Models.Trees;

namespace ClvPredict.Models.Tests.Trees;

public class FeatureImportanceTests
{
    [Fact]
    public void Gains_RandomTrees_AddUpPerFeature()
    {
        var ensemble = RandomTrees.Ensemble(
            new Random(1),
            EnsembleKind.FastTreeRegression,
            4,
            3,
            10
        );

        var gains = FeatureImportance.Gains(ensemble);

        for (int f = 0; f < 4; f++)
        {
            double expected = ensemble.Trees.Sum(t =>
                t.SplitGain.Where((_, n) => t.SplitFeature[n] == f).Sum()
            );
            gains[f].ShouldBe(expected, 1e-12);
        }
    }

    [Fact]
    public void Permutation_ModelOfOneFeature_FindsTwiceItsVariance()
    {
        // The squared error of predicting x by an independent copy of x is 2 Var(x), which is 2 / 12 here.
        var random = new Random(2);
        var rows = RandomTrees.Rows(random, 20_000, 2);
        for (int i = 0; i < rows.Length; i++)
            rows[i] = random.NextSingle();
        var columns = RandomTrees.ColumnsOf(rows, 2);
        var truth = columns[1].ToArray();

        var importance = FeatureImportance.Permutation(
            columns,
            c => MeanSquare(c[1].Span, truth),
            repeats: 3,
            seed: 1,
            CancellationToken.None
        );

        importance[0].ShouldBe(0);
        // Three standard errors of a mean of 60,000 squares whose standard deviation is about 0.2.
        importance[1].ShouldBe(1 / 6.0, 0.0025);
    }

    [Fact]
    public void Permutation_SameSeed_GivesTheSame()
    {
        var columns = RandomTrees.ColumnsOf(RandomTrees.Rows(new Random(3), 50, 3), 3);

        FeatureImportance
            .Permutation(columns, FirstValues, 2, 5, CancellationToken.None)
            .ShouldBe(
                FeatureImportance.Permutation(columns, FirstValues, 2, 5, CancellationToken.None)
            );

        static double FirstValues(ReadOnlyMemory<float>[] columns) =>
            columns.Sum(c => float.IsNaN(c.Span[0]) ? 0 : (double)c.Span[0]);
    }

    [Fact]
    public void Permutation_ColumnsOfDifferentLengths_Throws() =>
        Should.Throw<ArgumentException>(() =>
            FeatureImportance.Permutation(
                [new float[2], new float[3]],
                _ => 0,
                1,
                1,
                CancellationToken.None
            )
        );

    private static double MeanSquare(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        return sum / a.Length;
    }
}
