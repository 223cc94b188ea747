using ClvPredict.Data.Parquet;

namespace ClvPredict.Data.Tests.Parquet;

/// <summary>Damages valid files at random, the same way for the same seed, and reads them whole: each must be read or
/// refused with an <see cref="OrderDataException"/>.</summary>
internal static class ParquetMutations
{
    private const int Batch = 4_096;

    /// <summary>Reads a number of damaged files.</summary>
    /// <param name="files">The valid files.</param>
    /// <param name="count">Number of damaged files.</param>
    /// <param name="seed">Decides which and how.</param>
    /// <param name="read">Reads a file whole.</param>
    /// <returns>How many were refused; the others were read to their end.</returns>
    /// <exception cref="InvalidOperationException">One of them caused another exception; the message says which.</exception>
    public static int Run(IReadOnlyList<byte[]> files, int count, int seed, Action<byte[]> read)
    {
        var refused = 0;
        for (var i = 0; i < count; i++)
        {
            var random = new Random(HashCode(seed, i));
            var damaged = Damage(files[random.Next(files.Count)], random);
            try
            {
                read(damaged);
            }
            catch (OrderDataException)
            {
                refused++;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}, file {i}: {e.Message}", e);
            }
        }
        return refused;
    }

    /// <summary>Reads every readable column of every row group.</summary>
    public static void ReadAll(byte[] bytes)
    {
        using var file = ParquetFile.Open(new MemoryStream(bytes), "damaged");
        OrderDataException? first = null;
        for (var group = 0; group < file.RowGroupCount; group++)
        {
            foreach (var column in file.Columns)
            {
                try
                {
                    file.StatisticsOf(group, column.Index);
                    ReadColumn(file, group, column);
                }
                catch (OrderDataException e)
                {
                    // A fault in one column must not hide one in another.
                    first ??= e;
                }
            }
        }
        if (first is not null)
            throw first;
    }

    private static void ReadColumn(ParquetFile file, int group, ParquetColumn column)
    {
        if (column.IsRepeated)
            return;
        using var reader = file.OpenColumn(group, column.Index);
        if (column.Kind is ParquetKind.Text or ParquetKind.Uuid or ParquetKind.Bytes)
        {
            var indexes = new int[Batch];
            for (int n; (n = reader.ReadIndexes(indexes)) > 0; )
            {
                foreach (var index in indexes.AsSpan(0, n))
                    _ = index < 0 ? 0 : reader.Values[index].Length;
            }
        }
        else if (column.Kind == ParquetKind.FloatingPoint)
        {
            var doubles = new double[Batch];
            while (reader.ReadDouble(doubles, new bool[Batch]) > 0) { }
        }
        else if (column.Kind == ParquetKind.Decimal)
        {
            var decimals = new Int128[Batch];
            while (reader.ReadInt128(decimals, new bool[Batch]) > 0) { }
        }
        else
        {
            var integers = new long[Batch];
            while (reader.ReadInt64(integers, new bool[Batch]) > 0) { }
        }
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var bytes = new List<byte>(original);
        var changes = 1 + random.Next(4);
        for (var c = 0; c < changes && bytes.Count > 16; c++)
        {
            var at = Position(bytes, random);
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 1:
                    bytes.InsertRange(
                        at,
                        bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at))
                    );
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes[at] = random.Next(2) == 0 ? (byte)0 : (byte)255;
                    break;
                case 4:
                    bytes[at] = (byte)(bytes[at] + random.Next(-2, 3));
                    break;
                case 5:
                    var other = Position(bytes, random);
                    (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }
        return [.. bytes];
    }

    /// <summary>A place anywhere, or, one time in three, in the footer.</summary>
    private static int Position(List<byte> bytes, Random random) =>
        random.Next(3) == 0
            ? Math.Max(0, bytes.Count - 1 - random.Next(6_000))
            : random.Next(bytes.Count);

    private static int HashCode(int seed, int index) =>
        unchecked((seed * 1_000_003) ^ (index * 7_919));
}
