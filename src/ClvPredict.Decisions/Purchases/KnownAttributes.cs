using ClvPredict.Data;

namespace ClvPredict.Decisions.Purchases;

/// <summary>Texts of customers' attributes as known before a day.</summary>
internal sealed class KnownAttributes(CustomerAttributes? attributes, DateOnly asOf)
{
    /// <summary>A column by any of its names, without regard to case, spaces and hyphens; null without.</summary>
    /// <param name="names">Names in small letters and underscores, separated by spaces.</param>
    public AttributeColumn? Find(string names)
    {
        if (attributes is null)
            return null;
        foreach (var name in names.Split(' '))
        {
            foreach (var column in attributes.Columns)
            {
                if (Plain(column.Name) == name)
                    return column;
            }
        }
        return null;
    }

    /// <summary>The text of a column in a customer's latest row known before the day; empty without.</summary>
    public string Text(AttributeColumn? column, int customer)
    {
        if (column is null || attributes is null)
            return "";
        var row = attributes.Offsets[customer + 1] - 1;
        while (row >= attributes.Offsets[customer] && attributes.KnownDays[row] >= asOf.DayNumber)
            row--;
        var code = row >= attributes.Offsets[customer] ? column.Codes[row] : -1;
        return code < 0 ? "" : column.Texts[code];
    }

    /// <summary>Whether a text says yes; a text that is neither yes nor no counts as yes, an empty one as no.</summary>
    public static bool IsYes(string text) =>
        Plain(text) is not ("" or "0" or "no" or "n" or "false" or "none" or "off" or "one_off");

    /// <summary>A name in small letters with underscores.</summary>
    public static string Plain(string name) =>
        name.Trim().Replace('-', '_').Replace(' ', '_').ToLowerInvariant();
}
