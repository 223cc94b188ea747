using System.Text;

namespace ClvPredict.Service.Api;

/// <summary>Places in JSON.</summary>
internal static class JsonPath
{
    private const int LongestPath = 200;

    /// <summary>The JSON pointer (RFC 6901) of a path such as $.customers[3].orders; null for none, or one too long to tell.</summary>
    public static string? ToPointer(string? path)
    {
        if (path is null or "$" || path.Length > LongestPath || path.Contains('\''))
            return null;
        var pointer = new StringBuilder(path.Length);
        foreach (var part in path.Split('.', '['))
        {
            if (part != "$")
                pointer.Append('/').Append(part.TrimEnd(']'));
        }
        return pointer.ToString();
    }
}
