using System.Collections.Immutable;
using System.Text;

namespace ClvPredict.Data.Ingest;

/// <summary>Brings the codes that several threads gave to the texts of one column into one sorted list.</summary>
internal static class TextMerge
{
    /// <summary>Replaces the codes in all blocks by places in the list of the texts in use.</summary>
    /// <param name="parts">The threads' lines; their texts are not to be used any more.</param>
    /// <param name="column">Which column.</param>
    /// <param name="aliases">Texts to be replaced by others; may be null.</param>
    /// <param name="replaced">Lines on which that was done.</param>
    internal static ImmutableArray<string> Apply(
        IReadOnlyList<OrderLines> parts,
        LineText column,
        CustomerAliases? aliases,
        out long replaced
    )
    {
        replaced = 0;
        if (parts[0].TextsOf(column) is not { } all)
            return [];
        var inUse = parts.Select(part => InUse(part, column)).ToArray();
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
            replaced += Recode(parts[p], column, codes[p], aliases is null ? [] : isReplaced);
        }
        return sorted;
    }

    private static bool[] InUse(OrderLines part, LineText column)
    {
        var inUse = new bool[part.TextsOf(column)!.Count];
        foreach (var block in part.Blocks)
        {
            var customers = block.Customer.AsSpan(0, block.Count);
            var codes = block.Codes[(int)column].AsSpan(0, block.Count);
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
        for (var code = 0; code < codes.Length; code++)
        {
            codes[code] = own == all ? code : 0;
            if (!inUse[code])
                continue;
            if (aliases is not null)
            {
                var id = Encoding.UTF8.GetString(own.BytesOf(code));
                codes[code] = all.Intern(Encoding.UTF8.GetBytes(aliases.Resolve(id)));
            }
            else if (own != all)
            {
                codes[code] = all.Intern(own.BytesOf(code));
            }
        }
        return codes;
    }

    private static long Recode(
        OrderLines part,
        LineText column,
        int[] codes,
        ReadOnlySpan<bool> isReplaced
    )
    {
        long replaced = 0;
        foreach (var block in part.Blocks)
        {
            var own = block.Codes[(int)column].AsSpan(0, block.Count);
            for (var i = 0; i < own.Length; i++)
            {
                if (own[i] < 0)
                    continue;
                if (!isReplaced.IsEmpty && isReplaced[own[i]])
                    replaced++;
                own[i] = codes[own[i]];
            }
        }
        return replaced;
    }
}
