namespace ClvPredict.Data.ParquetOrders;

/// <summary>How many rows of a row group are decoded and judged at a time.</summary>
internal static class RowSlice
{
#if DEBUG
    internal const int MaxRows = 5;

    /// <summary>Rows after which what is known of them is handed on; a multiple of <see cref="MaxRows"/>.</summary>
    internal const int RowsPerBatch = 10;
#else
    internal const int MaxRows = 4_096;

    /// <summary>Rows after which what is known of them is handed on; a multiple of <see cref="MaxRows"/>.</summary>
    internal const int RowsPerBatch = 16 * MaxRows;
#endif
}
