namespace ClvPredict.Decisions.Monitoring.Tests;

public class CliffDeltaTests
{
    [Fact]
    public void Of_RandomSamples_IsTheCountOfAllPairs()
    {
        var random = new Random(1);
        for (var run = 0; run < 50; run++)
        {
            // Few values, so that many are equal.
            var a = Sample(random, 1 + random.Next(30), 6);
            var b = Sample(random, 1 + random.Next(30), 5);

            var expected = 0.0;
            foreach (var x in a)
            foreach (var y in b)
                expected += Math.Sign(x - y);

            CliffDelta.Of(a, b).ShouldBe(expected / (a.Length * b.Length), 1e-12);
        }
    }

    [Fact]
    public void Of_OneLaw_HasExpectationZeroWhateverTheSizes()
    {
        var random = new Random(2);
        foreach (var size in new[] { 5, 50, 500 })
        {
            var mean = Enumerable
                .Range(0, 500)
                .Average(_ => CliffDelta.Of(Sample(random, size, 4), Sample(random, 2 * size, 4)));

            // Four standard errors: a delta's is about sqrt((1 / n + 1 / m) / 3).
            mean.ShouldBe(0, 4 * Math.Sqrt(1.5 / size / 3 / 500));
        }
    }

    [Fact]
    public void Of_NothingInOne_IsNaN() => CliffDelta.Of([], [1f]).ShouldBe(double.NaN);

    private static float[] Sample(Random random, int size, int values)
    {
        float[] sample = [.. Enumerable.Range(0, size).Select(_ => (float)random.Next(values))];
        Array.Sort(sample);
        return sample;
    }
}
