using System.Buffers.Binary;
using ClvPredict.Data.Parquet.Format;

namespace ClvPredict.Data.Parquet.Encodings;

/// <summary>Booleans as runs after their size in bytes.</summary>
internal sealed class RleBooleanDecoder(PageBytes page) : ValueDecoder<long>
{
    private readonly RleDecoder _runs = new(AfterSize(page), 1);
    private readonly int[] _scratch = new int[1024];

    internal override void Decode(Span<long> target)
    {
        while (!target.IsEmpty)
        {
            var batch = _scratch.AsSpan(0, Math.Min(target.Length, _scratch.Length));
            _runs.Decode(batch);
            PlainIntegerDecoder.Widen(batch, target);
            target = target[batch.Length..];
        }
    }

    private static PageBytes AfterSize(PageBytes page)
    {
        if (page.Length == 0)
            return page;
        if (page.Length < 4)
            Fault.Throw("a page is too short for its values");
        var size = BinaryPrimitives.ReadInt32LittleEndian(page.Span);
        if (size < 0 || size > page.Length - 4)
            Fault.Throw($"values state {size} bytes, but {page.Length - 4} are left");
        return page with { Start = page.Start + 4, End = page.Start + 4 + size };
    }
}
