using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ClvPredict.Data.Sql;

/// <summary>A digest of order lines that does not depend on their order, nor on where they came from: the SHA-256 of what
/// columns there are, the number of lines, and the sum of the SHA-256 of each line modulo 2^256.</summary>
internal static class TableDigest
{
    private const int LinesPerBlock = 1 << 14;
    private const int Words = SHA256.HashSizeInBytes / sizeof(ulong);
    private const int BytesOfNumbers = 56;
    private const string Version = "clv order lines 2";

    /// <summary>64 hexadecimal digits in lower case.</summary>
    internal static string Of(OrderTable orders, CancellationToken ct)
    {
        var texts = TextColumns(orders);
        var sum = new ulong[Words];
        var gate = new Lock();
        var blocks = (orders.LineCount + LinesPerBlock - 1) / LinesPerBlock;
        // A sum modulo 2^256 is the same in every order.
        Parallel.For(
            0,
            blocks,
            new ParallelOptions { CancellationToken = ct },
            block =>
            {
                var end = Math.Min(orders.LineCount, (block + 1) * LinesPerBlock);
                var ofBlock = SumOf(orders, texts, block * LinesPerBlock, end);
                lock (gate)
                    Add(sum, ofBlock);
            }
        );
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes(Version));
        foreach (var (codes, _) in texts)
            digest.AppendData([(byte)(codes.IsEmpty ? 0 : 1)]);
        digest.AppendData([(byte)(orders.Quantity.IsEmpty ? 0 : 1)]);
        digest.AppendData([(byte)(orders.DiscountMinor.IsEmpty ? 0 : 1)]);
        digest.AppendData([(byte)(orders.CostMinor.IsEmpty ? 0 : 1)]);
        digest.AppendData([(byte)(orders.ArrivalDay.IsEmpty ? 0 : 1)]);
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64LittleEndian(number, orders.LineCount);
        digest.AppendData(number);
        foreach (var word in sum)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(number, word);
            digest.AppendData(number);
        }
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static ImmutableArray<(
        LineColumn<int> Codes,
        ImmutableArray<string> Texts
    )> TextColumns(OrderTable orders) =>
        [
            (orders.Customer, orders.CustomerIds),
            (orders.Order, orders.OrderIds),
            (orders.Product, orders.Products),
            (orders.Category, orders.Categories),
            (orders.Channel, orders.Channels),
            (orders.Country, orders.Countries),
            (orders.Campaign, orders.Campaigns),
        ];

    private static ulong[] SumOf(
        OrderTable orders,
        ImmutableArray<(LineColumn<int> Codes, ImmutableArray<string> Texts)> texts,
        int start,
        int end
    )
    {
        var sum = new ulong[Words];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<ulong> words = stackalloc ulong[Words];
        var buffer = new ArrayBufferWriter<byte>(256);
        for (var line = start; line < end; line++)
        {
            buffer.ResetWrittenCount();
            foreach (var (codes, vocabulary) in texts)
                WriteText(buffer, codes, vocabulary, line);
            WriteNumbers(buffer, orders, line);
            SHA256.HashData(buffer.WrittenSpan, hash);
            for (var i = 0; i < Words; i++)
                words[i] = BinaryPrimitives.ReadUInt64LittleEndian(hash[(i * sizeof(ulong))..]);
            Add(sum, words);
        }
        return sum;
    }

    /// <summary>The text after its length, -1 where the line has none; nothing where there is no column.</summary>
    private static void WriteText(
        ArrayBufferWriter<byte> buffer,
        LineColumn<int> codes,
        ImmutableArray<string> vocabulary,
        int line
    )
    {
        if (codes.IsEmpty)
            return;
        if (vocabulary.IsEmpty)
        {
            // Orders whose ids were not kept: their number within the customer stands for them.
            BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(sizeof(int)), codes[line]);
            buffer.Advance(sizeof(int));
            return;
        }
        var text = codes[line] < 0 ? null : vocabulary[codes[line]];
        var target = buffer.GetSpan(sizeof(int) + ((text?.Length ?? 0) * 3));
        var length = text is null ? -1 : Encoding.UTF8.GetBytes(text, target[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(target, length);
        buffer.Advance(sizeof(int) + Math.Max(length, 0));
    }

    private static void WriteNumbers(ArrayBufferWriter<byte> buffer, OrderTable orders, int line)
    {
        var target = buffer.GetSpan(BytesOfNumbers);
        target[..BytesOfNumbers].Clear();
        BinaryPrimitives.WriteInt32LittleEndian(target, orders.Day[line]);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], orders.SecondOfDay[line]);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], orders.AmountMinor[line]);
        target[16] = (byte)(orders.IsReturn[line] ? 1 : 0);
        if (!orders.Quantity.IsEmpty)
            BinaryPrimitives.WriteDoubleLittleEndian(target[24..], orders.Quantity[line]);
        if (!orders.DiscountMinor.IsEmpty)
            BinaryPrimitives.WriteInt64LittleEndian(target[32..], orders.DiscountMinor[line]);
        if (!orders.CostMinor.IsEmpty)
            BinaryPrimitives.WriteInt64LittleEndian(target[40..], orders.CostMinor[line]);
        if (!orders.ArrivalDay.IsEmpty)
            BinaryPrimitives.WriteInt32LittleEndian(target[48..], orders.ArrivalDay[line]);
        buffer.Advance(BytesOfNumbers);
    }

    private static void Add(Span<ulong> sum, ReadOnlySpan<ulong> value)
    {
        ulong carry = 0;
        for (var i = 0; i < Words; i++)
        {
            var total = (UInt128)sum[i] + value[i] + carry;
            sum[i] = (ulong)total;
            carry = (ulong)(total >> 64);
        }
    }
}
