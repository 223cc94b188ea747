using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>Shifts and scales numbers: (x - offset) * scale, each operation rounded to float32. NaN stays NaN.</summary>
/// <param name="Columns">The columns made.</param>
public sealed record Normalizer(ImmutableArray<NormalizedColumn> Columns) : TransformStep
{
    private const byte SingleItem = 9;

    /// <summary>First version that describes vectors by their dimensions instead of their length.</summary>
    private const uint DimensionsSince = 0x10002;

    internal override void Declare(ColumnFlow flow)
    {
        foreach (var column in Columns)
        {
            var input = column.IsVector
                ? flow.Use(column.Pair.Input, ColumnKind.Vector, column.Scales.Length)
                : flow.Use(column.Pair.Input, ColumnKind.Number);
            flow.Make(column.Pair.Output, input.Kind, input.Width);
        }
    }

    internal override void Run(
        ColumnBatch batch,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        foreach (var column in Columns)
        {
            int width = column.Scales.Length;
            var input = column.IsVector
                ? batch.VectorMemory(column.Pair.Input, width)
                : batch.NumberMemory(column.Pair.Input);
            var values = input.ToArray();
            Scale(values, column.Scales.AsSpan(), column.Offsets.AsSpan());
            if (column.IsVector)
                batch.SetVectors(column.Pair.Output, width, values);
            else
                batch.SetNumbers(column.Pair.Output, values);
        }
    }

    internal override void Write(ModelEntries entries, string directory)
    {
        var block = new ModelBlock();
        block.Pairs(Columns.Select(c => c.Pair));
        for (int i = 0; i < Columns.Length; i++)
        {
            var column = Columns[i];
            block.Bytes.Byte(column.IsVector ? (byte)1 : (byte)0);
            block.Bytes.Byte(SingleItem);
            if (column.IsVector)
                block.Bytes.Array([column.Scales.Length]);
            var function = new ModelBlock();
            function.Bytes.Int32(sizeof(float));
            function.Bytes.Int32(column.Scales.Length);
            function.Bytes.Int32(-1); // every slot
            function.Bytes.Array(column.Scales);
            function.Bytes.Array(column.Offsets);
            entries.AddKey(
                ModelEntries.Sub(directory, "Normalizer_", i),
                ModelComponent.Affine,
                function
            );
        }
        entries.AddKey(directory, ModelComponent.Normalizer, block);
    }

    internal static Normalizer Read(ModelDirectory directory, string step)
    {
        var pairs = directory.Expect(ModelComponent.Normalizer).Pairs();
        var block = directory.Block;
        var columns = ImmutableArray.CreateBuilder<NormalizedColumn>(pairs.Length);
        for (int i = 0; i < pairs.Length; i++)
        {
            var (isVector, length) = ReadType(block, directory.Key.VersionWritten);
            var function = directory.Sub("Normalizer_", i);
            if (!ModelComponent.Affine.Matches(function.Key))
            {
                throw new ModelPackageException(
                    $"{step} normalizes with a {ModelDirectory.Name(function.Key)}; ClvPredict runs affine normalizers."
                );
            }
            columns.Add(
                ReadFunction(
                    function.Expect(ModelComponent.Affine).Block,
                    pairs[i],
                    isVector,
                    length
                )
            );
        }
        block.End();
        return new Normalizer(columns.MoveToImmutable());
    }

    private static (bool IsVector, long Length) ReadType(ByteReader block, uint version)
    {
        bool isVector = block.Byte() != 0;
        long length = 1;
        if (version < DimensionsSince)
            length = Math.Max(1, block.Int32());
        byte item = block.Byte();
        if (item != SingleItem)
            throw block.Unsupported($"it normalizes values of kind {item}, not float32");
        if (version >= DimensionsSince && isVector)
        {
            foreach (int dimension in block.Array<int>("dimensions"))
                length = Math.Min(length * Math.Max(0, dimension), int.MaxValue);
        }
        return (isVector, length);
    }

    private static NormalizedColumn ReadFunction(
        ByteReader block,
        ColumnPair pair,
        bool isVector,
        long length
    )
    {
        if (block.Int32() != sizeof(float))
            throw block.Fault($"its numbers are not float32");
        int slots = block.Int32();
        if (block.Int32() != -1)
            throw block.Unsupported($"it normalizes some slots only");
        var scales = block.Array<float>("scales");
        var offsets = block.Array<float>("offsets");
        block.End();
        if (
            slots != length
            || scales.Length != length
            || (offsets.Length != 0 && offsets.Length != length)
        )
            throw block.Fault(
                $"it has {scales.Length} scales and {offsets.Length} offsets for {length} slots"
            );
        return new NormalizedColumn(pair, isVector, scales, offsets);
    }

    private static void Scale(
        Span<float> values,
        ReadOnlySpan<float> scales,
        ReadOnlySpan<float> offsets
    )
    {
        int slot = 0;
        foreach (ref float value in values)
        {
            // ML.NET drops the offset of a slot that is scaled to nothing.
            if (!offsets.IsEmpty && scales[slot] != 0)
                value -= offsets[slot];
            value *= scales[slot];
            if (++slot == scales.Length)
                slot = 0;
        }
    }
}
