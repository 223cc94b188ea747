using System.Globalization;
using System.Text;
using ClvPredict.Models;
using ClvPredict.Models.MlNet;

namespace ClvPredict.Cli.Verbs;

/// <summary>The class of an input row that ML.NET's prediction engine needs for a model, as C# source.</summary>
internal static class RowClass
{
    /// <summary>Whether a class can be called so.</summary>
    public static bool IsName(string name) =>
        name.Length > 0
        && char.IsAsciiLetter(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>A class named <paramref name="name"/> with one property for each column that the model takes.</summary>
    /// <exception cref="ModelPackageException">The model takes something other than numbers and texts.</exception>
    public static string Of(MlNetModel model, string name)
    {
        var text = new StringBuilder();
        text.AppendLine("using Microsoft.ML.Data;");
        text.AppendLine();
        text.AppendLine(
            "/// <summary>A row of the columns that the model takes; what is missing is NaN.</summary>"
        );
        text.AppendLine(CultureInfo.InvariantCulture, $"public sealed class {name}");
        text.AppendLine("{");
        var used = new HashSet<string>(StringComparer.Ordinal) { name };
        foreach (var column in model.Inputs)
        {
            var type = column.Kind switch
            {
                ColumnKind.Number => "float {0} {{ get; set; }} = float.NaN;",
                ColumnKind.Text => "string {0} {{ get; set; }} = \"\";",
                _ => throw new ModelPackageException(
                    $"The model takes column \"{column.Name}\" as {column.Kind}; a class is written for numbers and texts."
                ),
            };
            if (used.Count > 1)
                text.AppendLine();
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"    [ColumnName(\"{column.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\")]"
            );
            text.Append("    public ");
            text.AppendFormat(CultureInfo.InvariantCulture, type, Property(column.Name, used));
            text.AppendLine();
        }
        text.AppendLine("}");
        return text.ToString().ReplaceLineEndings("\n");
    }

    // days_since_last_order is DaysSinceLastOrder; names that come out alike are numbered.
    private static string Property(string column, HashSet<string> used)
    {
        var name = new StringBuilder();
        var starts = true;
        foreach (var c in column)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                starts = true;
                continue;
            }
            name.Append(starts ? char.ToUpperInvariant(c) : c);
            starts = false;
        }
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            name.Insert(0, "Column");
        var property = name.ToString();
        for (var number = 2; !used.Add(property); number++)
            property = string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
        return property;
    }
}
