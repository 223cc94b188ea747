namespace ClvPredict.Data.Tests.ParquetOrders;

/// <summary>Reads damaged files as orders.</summary>
internal sealed class OrderMutations : IDisposable
{
    private readonly string _path = Path.Combine(
        Path.GetTempPath(),
        $"clv-{Guid.NewGuid():N}.parquet"
    );

    /// <summary>Reads a file whole, on one thread or on two.</summary>
    /// <exception cref="OrderDataException">It is refused.</exception>
    public void ReadOrders(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        var options = new OrderReadOptions { MaxRejectShare = 1, Threads = 1 + (bytes[^9] & 1) };
        OrderReader.Read([_path], options);
    }

    public void Dispose() => File.Delete(_path);
}
