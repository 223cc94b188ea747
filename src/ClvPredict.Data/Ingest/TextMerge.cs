using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using ClvPredict.Data.Columns;

namespace ClvPredict.Data.Ingest;

/// <summary>Brings the codes that several threads gave to the texts of one column into one sorted list.</summary>
internal sealed class TextMerge(
    IReadOnlyList<OrderLines> parts,
    BytePool pool,
    ParallelOptions parallel
)
{
    /// <summary>Replaces the codes in all blocks by places in the list of the texts in use.</summary>
    /// <param name="column">Which column; its texts are not to be used any more.</param>
    /// <param name="aliases">Texts to be replaced by others; may be null.</param>
    /// <param name="replaced">Lines on which that was done.</param>
    internal ImmutableArray<string> Apply(
        LineText column,
        CustomerAliases? aliases,
        out long replaced
    )
    {
        replaced = 0;
        if (parts[0].TextsOf(column) is null)
            return [];
        // The longest list takes the texts of the others.
        var all = parts.Select(part => part.TextsOf(column)!).MaxBy(texts => texts.Count)!;
        var inUse = new bool[parts.Count][];
        Parallel.For(0, parts.Count, parallel, p => inUse[p] = InUse(parts[p], column));
        var codes = new int[parts.Count][];
        for (var p = 0; p < parts.Count; p++)
            codes[p] = CodesIn(all, parts[p].TextsOf(column)!, inUse[p], aliases);
        var isWanted = new bool[all.Count];
        for (var p = 0; p < parts.Count; p++)
        {
            for (var code = 0; code < codes[p].Length; code++)
            {
                if (inUse[p][code])
                    isWanted[codes[p][code]] = true;
            }
        }
        var sorted = all.ToSorted(isWanted, out var places);
        for (var p = 0; p < parts.Count; p++)
        {
            var isReplaced = new bool[codes[p].Length];
            for (var code = 0; code < isReplaced.Length; code++)
            {
                isReplaced[code] =
                    aliases is not null
                    && inUse[p][code]
                    && !parts[p]
                        .TextsOf(column)!
                        .BytesOf(code)
                        .SequenceEqual(all.BytesOf(codes[p][code]));
                codes[p][code] = places[codes[p][code]];
            }
            if (aliases is not null)
                replaced += CountReplaced(parts[p], column, isReplaced);
            Recode(parts[p], column, codes[p]);
        }
        foreach (var part in parts)
            part.DropTexts(column);
        return sorted;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool[] InUse(OrderLines part, LineText column)
    {
        var inUse = new bool[part.TextsOf(column)!.Count];
        var (codeRoom, customerRoom) = (new long[ColumnPiece.Size], new long[ColumnPiece.Size]);
        foreach (var block in part.Blocks)
        {
            var codes = block[LineLayout.FieldOf(column)].CopyTo(codeRoom);
            var customers = block[LineField.Customer].CopyTo(customerRoom);
            for (var i = 0; i < codes.Length; i++)
            {
                if (customers[i] >= 0 && codes[i] >= 0)
                    inUse[codes[i]] = true;
            }
        }
        return inUse;
    }

    /// <summary>For each of a thread's codes the code of the same text, or of the one that replaces it, in another list.</summary>
    private static int[] CodesIn(
        TextVocabulary all,
        TextVocabulary own,
        bool[] inUse,
        CustomerAliases? aliases
    )
    {
        var codes = new int[inUse.Length];
        if (aliases is not null)
        {
            for (var code = 0; code < codes.Length; code++)
            {
                var id = inUse[code] ? Encoding.UTF8.GetString(own.BytesOf(code)) : "";
                if (inUse[code])
                    codes[code] = all.Intern(Encoding.UTF8.GetBytes(aliases.Resolve(id)));
            }
        }
        else if (own == all)
        {
            for (var code = 0; code < codes.Length; code++)
                codes[code] = code;
        }
        else
        {
            all.InternAll(own, inUse, codes);
        }
        return codes;
    }

    private static long CountReplaced(OrderLines part, LineText column, bool[] isReplaced)
    {
        var replaced = 0L;
        foreach (var block in part.Blocks)
        {
            var codes = block[LineLayout.FieldOf(column)];
            for (var i = 0; i < codes.Count; i++)
                replaced += codes[i] >= 0 && isReplaced[codes[i]] ? 1 : 0;
        }
        return replaced;
    }

    private void Recode(OrderLines part, LineText column, int[] codes) =>
        Parallel.ForEach(
            part.Blocks,
            parallel,
            block =>
                block.Replace(
                    LineLayout.FieldOf(column),
                    code => code < 0 ? code : codes[code],
                    pool
                )
        );
}
