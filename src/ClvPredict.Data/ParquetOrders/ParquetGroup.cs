using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using ClvPredict.Data.Ingest;

namespace ClvPredict.Data.ParquetOrders;

/// <summary>A row group to be read, and what came of it.</summary>
/// <param name="File">Its file.</param>
/// <param name="RowGroup">Its number there, from zero.</param>
/// <param name="RowsBefore">Rows of the file before it.</param>
/// <param name="Bytes">Its share of the bytes of the file, by its rows.</param>
internal sealed record ParquetGroup(
    ParquetOrderFile File,
    int RowGroup,
    long RowsBefore,
    long Bytes
) : IDisposable
{
    private const int MaxWaiting = 4;

    /// <summary>What is known of its rows, in order, where another thread reads them.</summary>
    internal BlockingCollection<LineBatch> Batches { get; } = new(MaxWaiting);

    /// <summary>Whether it is the last of its file to be read.</summary>
    internal bool IsLast { get; set; }

    /// <summary>Why the reading ended early.</summary>
    internal ExceptionDispatchInfo? Failure { get; set; }

    /// <summary>The digest of what was read.</summary>
    internal byte[] Digest { get; set; } = [];

    public void Dispose() => Batches.Dispose();
}
