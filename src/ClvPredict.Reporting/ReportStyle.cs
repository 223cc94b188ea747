namespace ClvPredict.Reporting;

/// <summary>The style sheet of texts, tables and charts, which every report carries inside.</summary>
public static class ReportStyle
{
    /// <summary>The text of Report.css.</summary>
    public static string Css { get; } = Read();

    private static string Read()
    {
        using var stream =
            typeof(ReportStyle).Assembly.GetManifestResourceStream("Report.css")
            ?? throw new InvalidOperationException("Report.css is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
