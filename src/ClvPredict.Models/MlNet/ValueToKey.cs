using System.Collections.Immutable;

namespace ClvPredict.Models.MlNet;

/// <summary>Replaces values by their position, from 1, in a list of known values; 0 for a value not in it.</summary>
/// <param name="Columns">The columns made.</param>
public sealed record ValueToKey(ImmutableArray<KeyColumn> Columns) : TransformStep
{
    internal override void Declare(ColumnFlow flow)
    {
        foreach (var column in Columns)
        {
            flow.Use(column.Pair.Input, column.Terms.IsText ? ColumnKind.Text : ColumnKind.Number);
            flow.Make(column.Pair.Output, ColumnKind.Key, column.Terms.Count);
        }
    }

    internal override void Run(
        ColumnBatch batch,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        foreach (var (pair, terms, _) in Columns)
        {
            var keys = terms.IsText
                ? terms.KeysOf(batch.Text(pair.Input))
                : terms.KeysOf(batch.Numbers(pair.Input));
            batch.SetKeys(pair.Output, terms.Count, keys);
        }
    }

    internal override void Write(ModelEntries entries, string directory)
    {
        var vocabulary = new ModelBlock();
        vocabulary.Bytes.Int32(Columns.Length);
        foreach (var column in Columns)
            column.Terms.Write(vocabulary);
        entries.AddKey(directory + "/Vocabulary", ModelComponent.Terms, vocabulary);
        var block = new ModelBlock();
        block.Pairs(Columns.Select(c => c.Pair));
        foreach (var column in Columns)
            block.Bytes.Byte(column.KeepsText ? (byte)1 : (byte)0);
        entries.AddKey(directory, ModelComponent.ValueToKey, block);
    }

    internal static ValueToKey Read(ModelDirectory directory)
    {
        var pairs = directory.Expect(ModelComponent.ValueToKey).Pairs();
        var keepsText = directory.Block.Array<byte>(pairs.Length, "flags");
        directory.Block.End();
        var vocabulary = directory.Sub("Vocabulary").Expect(ModelComponent.Terms);
        if (vocabulary.Block.Int32() != pairs.Length)
            throw vocabulary.Block.Fault($"it has not one list of terms per column");
        var columns = ImmutableArray.CreateBuilder<KeyColumn>(pairs.Length);
        for (int i = 0; i < pairs.Length; i++)
            columns.Add(
                new KeyColumn(pairs[i], TermVocabulary.Read(vocabulary), keepsText[i] != 0)
            );
        vocabulary.Block.End();
        return new ValueToKey(columns.MoveToImmutable());
    }
}
