namespace ClvPredict.Features.Sampling;

public sealed class HashReservoirTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public void Greatest_HashesInAnyOrderAndParts_IsThatOfTheSortedList(int parts)
    {
        var random = new Random(3);
        var hashes = Enumerable.Range(0, 5_000).Select(_ => (ulong)random.NextInt64()).ToArray();
        var whole = new HashReservoir(100);
        foreach (var chunk in hashes.Chunk((hashes.Length / parts) + 1))
        {
            var part = new HashReservoir(100);
            foreach (var hash in chunk)
                part.Add(hash);
            whole.Add(part);
        }

        var sorted = hashes.Order().ToArray();
        whole.Given.ShouldBe(hashes.Length);
        whole.Greatest(1).ShouldBe(sorted[0]);
        whole.Greatest(63).ShouldBe(sorted[62]);
        whole.Greatest(100).ShouldBe(sorted[99]);
    }
}
