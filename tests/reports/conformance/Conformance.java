import java.io.FileInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Prints for each PDF and standard how many checks were made, and each that failed: parts stand between tabs. */
public class Conformance {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour standard : List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A)) {
                check(file, standard);
            }
        }
    }

    private static void check(String file, PDFAFlavour standard) throws Exception {
        var foundry = Foundries.defaultInstance();
        try (var stream = new FileInputStream(file);
                var parser = foundry.createParser(stream, standard);
                var validator = foundry.createValidator(standard, false)) {
            var result = validator.validate(parser);
            System.out.printf("%s\t%s\tchecks\t%d%n", file, standard.getId(), result.getTotalAssertions());
            for (var failed : result.getTestAssertions()) {
                var rule = failed.getRuleId().getClause() + " " + failed.getMessage();
                System.out.printf("%s\t%s\tfails\t%s%n", file, standard.getId(), rule);
            }
        }
    }
}
