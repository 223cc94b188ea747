using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ClvPredict.Training.Boosting;
using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Tests.Boosting;

public class HistogramTests
{
    [Fact]
    public void Fill_ChosenFeatures_HoldsTheirCodesByRow()
    {
        var bins = FeatureBins.Build(MadeUpRows.Columns(rows: 203, features: 14, seed: 43));
        int[] chosen = [0, 1, 3, 4, 6, 7, 8, 9, 11, 13];
        var groups = new CodeGroups(bins);

        groups.Fill(chosen, new WorkCrew(2, default));

        groups.Count.ShouldBe(2);
        for (var place = 0; place < chosen.Length; place++)
        {
            var codes = groups.Codes(place / 8).ToArray();
            for (var row = 0; row < 203; row++)
                ((byte)(codes[row] >> (place % 8 * 8))).ShouldBe(bins.Codes(chosen[place])[row]);
        }
    }

    [Fact]
    public void Gather_ChosenRows_EqualsTheCodesOfEachGroup()
    {
        var bins = FeatureBins.Build(MadeUpRows.Columns(rows: 203, features: 20, seed: 45));
        var groups = new CodeGroups(bins);
        groups.Fill([.. Enumerable.Range(0, 20)], new WorkCrew(2, default));
        groups.Fill([2, 3, 5, 7, 11, 13, 17, 18, 19], new WorkCrew(2, default));
        int[] rows = [0, 5, 6, 77, 202];
        var gathered = new ulong[2 * 10];

        groups.Gather(rows, gathered, stride: 10);

        for (var group = 0; group < 2; group++)
        {
            for (var i = 0; i < rows.Length; i++)
                gathered[10 * group + i].ShouldBe(groups.Codes(group)[rows[i]]);
        }
    }

    [Fact]
    public void Subtract_ParentMinusChild_EqualsOtherChildExactly()
    {
        var random = new Random(4);
        var codes = new ulong[4000];
        random.NextBytes(MemoryMarshal.AsBytes(codes.AsSpan()));
        var pairs = Table(new GammaObjective(), codes.Length).Pairs.ToArray();
        int[] all = [.. Enumerable.Range(0, codes.Length)];
        int[] left = [.. all.Where(row => row % 3 == 0)];
        int[] right = [.. all.Where(row => row % 3 != 0)];

        var parent = Sum(codes, all, pairs);
        HistogramKernel.Subtract(parent, Sum(codes, left, pairs), parent);

        parent.ShouldBe(Sum(codes, right, pairs));
    }

    [Fact]
    public void SparseCodes_RunsAndRows_EqualPlainSums()
    {
        const int Rows = 3000;
        var columns = MadeUpRows.SparseColumns(Rows, features: 5, seed: 44);
        var bins = FeatureBins.Build(columns);
        var sparse = new SparseCodes(bins, [0, 1, 3, 4]);
        var pairs = Table(new TweedieObjective(), Rows).Pairs.ToArray();
        int[] all = [.. Enumerable.Range(0, Rows)];
        int[] some = [.. all.Where(row => row % 3 == 1)];
        var run = new Vector128<long>[4 * HistogramKernel.Bins];
        var chosen = new Vector128<long>[4 * HistogramKernel.Bins];

        sparse.AddRun(600, pairs.AsSpan(600, 1000), run);
        sparse.AddRows(some, [.. some.Select(row => pairs[row])], chosen);

        sparse.Complete(run, Total(all[600..1600]));
        sparse.Complete(chosen, Total(some));
        run.ShouldBe(Plain(all[600..1600]));
        chosen.ShouldBe(Plain(some));

        Vector128<long> Total(int[] rows) =>
            rows.Aggregate(Vector128<long>.Zero, (sum, row) => sum + pairs[row]);

        Vector128<long>[] Plain(int[] rows)
        {
            var histogram = new Vector128<long>[4 * HistogramKernel.Bins];
            foreach (var row in rows)
            {
                for (var place = 0; place < 4; place++)
                    histogram[place * 256 + bins.Codes(sparse.Features[place])[row]] += pairs[row];
            }
            return histogram;
        }
    }

    [Fact]
    public void Add_RandomCodes_EqualsPlainSums()
    {
        var random = new Random(5);
        var codes = new ulong[3000];
        random.NextBytes(MemoryMarshal.AsBytes(codes.AsSpan()));
        var table = Table(new TweedieObjective(), codes.Length);
        var histogram = new Vector128<long>[HistogramKernel.GroupSize];

        HistogramKernel.Add(codes, table.Pairs, histogram);

        var plain = new Vector128<long>[HistogramKernel.GroupSize];
        for (var row = 0; row < codes.Length; row++)
        {
            for (var slot = 0; slot < CodeGroups.Width; slot++)
            {
                var bin = (int)((codes[row] >> (8 * slot)) & 255);
                plain[slot * HistogramKernel.Stride + bin] += table.Pairs[row];
            }
        }
        histogram.ShouldBe(plain);
    }

    [Fact]
    public void Fill_SumsOfAllRows_AreExactToManyBits()
    {
        var random = new Random(6);
        var gradients = Enumerable
            .Range(0, 5000)
            .Select(_ => (float)MadeUpRows.Normal(random))
            .ToArray();
        var hessians = gradients.Select(g => g * g).ToArray();
        var table = new GradientTable(5000);

        table.Fill(gradients, hessians, new WorkCrew(1, default));

        var total = Vector128<long>.Zero;
        foreach (var pair in table.Pairs)
            total += pair;
        table.Count(total).ShouldBe(5000);
        // Rounding to units of about 2^-48 and 2^-36 of the average, 5000 times.
        table.Gradient(total).ShouldBe(gradients.Sum(g => (double)g), 1e-9);
        table.Hessian(total).ShouldBe(hessians.Sum(h => (double)h), 1e-6);
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1e-38f, 1e-38f)]
    [InlineData(1e30f, 1e30f)]
    [InlineData(1e-10f, 1e10f)]
    public void Fill_ExtremeSizes_KeepsSumsAndCounts(float gradient, float hessian)
    {
        var table = new GradientTable(1000);

        table.Fill(
            [.. Enumerable.Repeat(gradient, 1000)],
            [.. Enumerable.Repeat(hessian, 1000)],
            new WorkCrew(1, default)
        );

        var total = Vector128<long>.Zero;
        foreach (var pair in table.Pairs)
            total += pair;
        table.Count(total).ShouldBe(1000);
        table.Gradient(total).ShouldBe(1000.0 * gradient, 1e-9 * 1000 * gradient + double.Epsilon);
        table.Hessian(total).ShouldBe(1000.0 * hessian, 1e-9 * 1000 * hessian + double.Epsilon);
    }

    [Fact]
    public void Fill_GradientNotFinite_IsRefused() =>
        Should.Throw<InvalidOperationException>(() =>
            new GradientTable(2).Fill([1, float.PositiveInfinity], [1, 1], new WorkCrew(1, default))
        );

    private static GradientTable Table(Objective objective, int rows)
    {
        var random = new Random(11);
        return Table(
            objective,
            [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() + 0.1)]
        );
    }

    private static GradientTable Table(Objective objective, double[] labels)
    {
        var (g, h) = (new float[labels.Length], new float[labels.Length]);
        objective.Gradients(labels, [], new double[labels.Length], g, h);
        var table = new GradientTable(labels.Length);
        table.Fill(g, h, new WorkCrew(1, default));
        return table;
    }

    private static Vector128<long>[] Sum(ulong[] codes, int[] rows, Vector128<long>[] pairs)
    {
        var histogram = new Vector128<long>[HistogramKernel.GroupSize];
        HistogramKernel.Add(
            [.. rows.Select(row => codes[row])],
            [.. rows.Select(row => pairs[row])],
            histogram
        );
        return histogram;
    }
}
