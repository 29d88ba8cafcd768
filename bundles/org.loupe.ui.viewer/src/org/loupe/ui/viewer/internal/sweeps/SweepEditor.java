package org.loupe.ui.viewer.internal.sweeps;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.loupe.ui.Contexts;
import org.loupe.ui.Failures;
import org.loupe.ui.Parts;
import org.loupe.ui.Session;
import org.loupe.ui.ToolRow;
import org.loupe.ui.UnsavedEditor;
import org.loupe.ui.Words;
import org.loupe.ui.internal.Ids;
import org.loupe.ui.internal.nets.SweepState;
import org.loupe.ui.viewer.internal.ImageEditor;

/** What the settings of a sweep find on images held apart, below what is true there; and all about the chosen one. */
public final class SweepEditor extends UnsavedEditor {
    private SweepDesk desk;
    private ToolRow tools;
    private Label told;
    private SweepPictures pictures;

    /** Shows the editor. */
    public static Optional<SweepEditor> show(IWorkbenchPage page, boolean activate) {
        try {
            return page.openEditor(SweepInput.ONE, Ids.SWEEP_EDITOR, activate) instanceof SweepEditor editor
                    ? Optional.of(editor) : Optional.empty();
        } catch (PartInitException e) {
            Failures.log(e);
            return Optional.empty();
        }
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) {
        setSite(site);
        setInput(input);
        desk = SweepDesk.of(site.getService(Session.class));
    }

    @Override
    public void createPartControl(Composite parent) {
        Parts.title(this, parent, "table", this::setTitleImage);
        Composite page = new Composite(parent, SWT.NONE);
        ToolRow.style(page, "loupe-part");
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(page);
        tools = new ToolRow(page, getSite()).fillWidth();
        tools.command(Ids.SWEEP_TRAIN, "train", Words.get("sweeps.tool.train"));
        tools.command(Ids.SWEEP_COPY, "copy", Words.get("sweeps.tool.copy"));
        tools.spring();
        tools.command(Ids.SWEEP_REPORT, "report", Words.get("sweeps.tool.report"));
        told = new Label(page, SWT.WRAP);
        ToolRow.style(told, "loupe-part");
        GridDataFactory.fillDefaults().grab(true, false).indent(12, 6).hint(200, SWT.DEFAULT).applyTo(told);
        pictures = new SweepPictures(page, desk, item -> ImageEditor.show(getSite().getPage(), item, true));
        GridDataFactory.fillDefaults().grab(true, true).indent(0, 4).applyTo(pictures);
        Contexts.whileFocused(pictures, getSite(), Ids.SWEEP_CONTEXT);
        desk.listen(page, this::refresh);
        refresh();
    }

    private void refresh() {
        SweepState state = desk.state().orElse(null);
        setPartName(state == null ? Words.get("sweeps.tabNone") : state.kept().name());
        String words = state == null ? Words.get("sweeps.none") : desk.setting().map(index -> SweepWords.told(
                desk.registry(), state, index, desk.layout().figure())).orElse(Words.get("sweeps.chooseCell"));
        if (!words.equals(told.getText())) {
            told.setText(words.replace("&", "&&"));
            told.getParent().layout();
        }
        pictures.refresh();
        tools.refresh();
    }

    /** What is told of the chosen setting. */
    public String told() {
        return told.getText();
    }

    /** What the lines tell. */
    public List<String> texts() {
        return pictures.texts();
    }

    /** Number of pictures that are there. */
    public int pictures() {
        return pictures.pictures();
    }

    @Override
    public void setFocus() {
        pictures.setFocus();
    }
}
