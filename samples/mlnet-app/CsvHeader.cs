namespace MlNetApp;

/// <summary>Names of the columns of a CSV file, from its first line.</summary>
internal static class CsvHeader
{
    public static List<string> Read(string path)
    {
        string line = File.ReadLines(path).First().TrimStart('\uFEFF');
        var names = new List<string>();
        var name = new System.Text.StringBuilder();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else
                name.Append(c);
        }
        names.Add(name.ToString());
        return names;
    }
}
