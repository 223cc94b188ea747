namespace ClvPredict.Data.Ingest;

/// <summary>A fixed number of order lines as columns. Columns that the input lacks are empty.</summary>
internal sealed class LineBlock
{
#if DEBUG
    internal const int Bits = 3;
#else
    internal const int Bits = 16;
#endif
    internal const int Size = 1 << Bits;
    internal const int Mask = Size - 1;

    internal LineBlock(LineLayout layout)
    {
        for (var i = 0; i < Codes.Length; i++)
            Codes[i] = layout.Has((LineText)i) ? new int[Size] : [];
        Order = layout.HasOrder ? new ulong[Size] : [];
        Quantity = layout.HasQuantity ? new double[Size] : [];
        Discount = layout.HasDiscount ? new long[Size] : [];
        Cost = layout.HasCost ? new long[Size] : [];
        Arrival = layout.HasArrival ? new int[Size] : [];
    }

    /// <summary>Lines in the block.</summary>
    internal int Count { get; set; }

    /// <summary>By <see cref="LineText"/>. Negative for a missing text; a line whose customer is
    /// <see cref="OrderLines.LeftOut"/> is none.</summary>
    internal int[][] Codes { get; } = new int[LineLayout.TextCount][];

    internal int[] Customer => Codes[(int)LineText.Customer];
    internal int[] Day { get; set; } = new int[Size];
    internal int[] SecondOfDay { get; set; } = new int[Size];
    internal long[] Amount { get; set; } = new long[Size];
    internal bool[] IsReturn { get; set; } = new bool[Size];

    /// <summary>Hashes of order ids; 0 where a line has none.</summary>
    internal ulong[] Order { get; set; }
    internal double[] Quantity { get; set; }
    internal long[] Discount { get; set; }
    internal long[] Cost { get; set; }
    internal int[] Arrival { get; set; }
}
